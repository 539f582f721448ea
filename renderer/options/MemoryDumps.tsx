import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dumpChoices, type DumpChoice } from '../../contract/dumpDecision.ts';
import { DropDown } from './DropDown.tsx';

const useStyles = makeStyles({
  detail: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly value: DumpChoice;
  /** While error reports are off no dump is kept, and there is nothing to choose. */
  readonly isOff: boolean;
  readonly onChange: (changed: { memoryDumps: DumpChoice }) => void;
}

/** What to do with a crash's memory dump; a question of its own, since a dump contains more than a report. */
export function MemoryDumps({ value, isOff, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const detail = useId();
  return (
    <>
      <DropDown
        label={t('options.improve.dumps.label')}
        value={value}
        choices={dumpChoices.map((choice) => ({
          value: choice,
          text: t(`options.improve.dumps.${choice}`),
        }))}
        lockedBy={isOff ? detail : undefined}
        onChange={(memoryDumps) => {
          onChange({ memoryDumps });
        }}
      />
      <Caption1 id={detail} className={styles.detail}>
        {t(isOff ? 'options.improve.dumps.off' : 'options.improve.dumps.detail')}
      </Caption1>
    </>
  );
}
