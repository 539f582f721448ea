import { Link, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { learnedSettings } from '../../../contract/insights/learned.ts';
import type { Problem } from '../answers/ask.ts';
import { useAsked } from '../answers/useAnswer.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { LoadedPart } from '../layout/LoadedPart.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { useAsk } from '../session/useAsk.ts';

// Its own margin would separate it from what is above and below.
const useStyles = makeStyles({
  switch: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

const path = '../v1/learned/settings';

function Setting({ was }: { readonly was: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { ask } = useAsk();
  const [isOpen, setOpen] = useState(was);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const set = async (open: boolean) => {
    setBusy(true);
    const asked = await ask(path, learnedSettings, { method: 'PUT', body: { open } });
    setBusy(false);
    setProblem(asked.ok ? undefined : asked.problem);
    if (asked.ok) setOpen(asked.value.open);
  };
  return (
    <>
      <Switch
        className={styles.switch}
        label={t('insights.settings.open')}
        checked={isOpen}
        onChange={(_, { checked }) => {
          if (!isBusy) void set(checked);
        }}
      />
      {isOpen && (
        <Text>
          <Link href="../learned/">{t('insights.settings.see')}</Link>
        </Text>
      )}
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

/** Opens what was learned to everyone, or closes it. */
export function LearnedSwitch() {
  const { t } = useTranslation();
  const told = useAsked(path, learnedSettings);
  const title = t('insights.settings.learned');
  return (
    <Panel title={title} explain={t('insights.settings.learnedExplain')}>
      <LoadedPart loaded={told} what={title}>
        {({ open }) => <Setting was={open} />}
      </LoadedPart>
    </Panel>
  );
}
