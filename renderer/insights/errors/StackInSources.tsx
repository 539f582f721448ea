import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { CodeRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stackSchema, type Frame, type Stack } from '../../../contract/sourceMaps.ts';
import { useAsked } from '../answers/useAnswer.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { usePanelStyles } from './panel.ts';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalS,
    marginBottom: tokens.spacingVerticalM,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  frames: {
    boxSizing: 'border-box',
    width: '100%',
    margin: 0,
    paddingBlock: tokens.spacingVerticalS,
    paddingInlineStart: '40px',
    paddingInlineEnd: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  ask: { display: 'contents', '@media print': { display: 'none' } },
  none: { overflowWrap: 'anywhere' },
  named: { fontWeight: tokens.fontWeightSemibold },
});

/** A frame's source position; as reported if no map covers it. */
function FrameItem({ frame: { reported, original } }: { readonly frame: Frame }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (original === null)
    return <li className={styles.quiet}>{t('insights.errors.stack.unmapped', { reported })}</li>;
  const { file, line, column, function: called } = original;
  return (
    <li>
      <span className={styles.named}>{called ?? t('insights.errors.stack.anonymous')}</span> {file}:
      {line}:{column}
    </li>
  );
}

function Frames({ stack: { version, frames } }: { readonly stack: Stack }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const isTold = frames.some(({ original }) => original !== null);
  return isTold ? (
    <ol className={styles.frames}>
      {frames.map((frame, index) => (
        <FrameItem key={index} frame={frame} />
      ))}
    </ol>
  ) : (
    <Text className={styles.none}>
      {t('insights.errors.stack.none', { version })}{' '}
      <code>{t('insights.errors.stack.command', { version })}</code>
    </Text>
  );
}

/** A report's stack with source positions, loaded on request, since reading it is logged. */
export function StackInSources({ id }: { readonly id: string }) {
  const panel = usePanelStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const path = `../v1/records/${encodeURIComponent(id)}/stack`;
  const shown = useAsked(isAsked ? path : null, stackSchema);
  return (
    <div className={styles.part}>
      <h4 className={styles.title}>{t('insights.errors.stack.title')}</h4>
      {shown.state === 'unfiltered' && (
        <div className={styles.ask}>
          <Button
            icon={<CodeRegular />}
            onClick={() => {
              setAsked(true);
            }}
          >
            {t('insights.errors.stack.show')}
          </Button>
          <Text size={200} className={panel.explain}>
            {t('insights.errors.stack.recorded')}
          </Text>
        </div>
      )}
      {shown.state === 'loading' && (
        <Spinner size="tiny" label={t('insights.errors.stack.loading')} />
      )}
      {shown.state === 'failed' && (
        <>
          <ProblemNote problem={shown.problem} />
          <Button onClick={shown.again}>{t('webPage.again')}</Button>
        </>
      )}
      {shown.state === 'answered' && <Frames stack={shown.answer} />}
    </div>
  );
}
