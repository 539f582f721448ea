import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accessCheckSchema, type AccessCheck } from '../../../contract/insights/accessLog.ts';
import { useAsked } from '../answers/useAnswer.ts';
import { LoadedPart } from '../layout/LoadedPart.tsx';
import { Panel } from '../../webPage/Panel.tsx';

const useStyles = makeStyles({
  message: { flexShrink: 0 },
  code: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
    '@media print': { display: 'none' },
  },
  field: { flexGrow: 1, flexBasis: '280px', maxWidth: '640px', minWidth: 0 },
  // Aligned with the input, whose label is above it.
  button: { marginTop: '26px', '@media (max-width: 480px)': { marginTop: 0 } },
});

const hashShape = /^[0-9a-f]{64}$/;

function Result({ check, noted }: { readonly check: AccessCheck; readonly noted: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { broken, hasNoted, entries: count, head } = check;
  const isWhole = !broken && hasNoted;
  const said = broken
    ? [t(`insights.accessLog.broken.${broken.problem}`, { seq: String(broken.seq) })]
    : [
        count === 0
          ? t('insights.accessLog.holdsNothing')
          : t('insights.accessLog.holds', { count }),
        ...(noted === '' ? [] : [t(`insights.accessLog.${hasNoted ? 'hasNoted' : 'lacksNoted'}`)]),
      ];
  return (
    <>
      <MessageBar
        intent={isWhole ? 'success' : 'error'}
        layout="multiline"
        role="status"
        className={styles.message}
      >
        <MessageBarBody>{said.join(' ')}</MessageBarBody>
      </MessageBar>
      {head !== null && !broken && (
        <div>
          <Text block weight="semibold">
            {t('insights.accessLog.last')}
          </Text>
          <code className={styles.code}>{head}</code>
          <Text block size={200} className={styles.quiet}>
            {t('insights.accessLog.lastExplain')}
          </Text>
        </div>
      )}
    </>
  );
}

function Noted({ onNoted }: { readonly onNoted: (hash: string) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const hash = text.trim().toLowerCase();
    const isHash = hash === '' || hashShape.test(hash);
    setWrong(!isHash);
    if (isHash) onNoted(hash);
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <Field
        className={styles.field}
        label={t('insights.accessLog.noted')}
        hint={t('insights.accessLog.notedHint')}
        validationMessage={isWrong ? t('insights.accessLog.notedWrong') : null}
      >
        <Input
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(_, { value }) => {
            setText(value);
            setWrong(false);
          }}
        />
      </Field>
      <Button type="submit" className={styles.button}>
        {t('insights.accessLog.look')}
      </Button>
    </form>
  );
}

/** Whether the log is intact according to the service, and how to check that independently. */
export function ChainCheck() {
  const styles = useStyles();
  const { t } = useTranslation();
  const [noted, setNoted] = useState('');
  const query = noted === '' ? '' : `?noted=${noted}`;
  const checked = useAsked(`../v1/access-log/check${query}`, accessCheckSchema);
  return (
    <Panel
      title={t('insights.accessLog.whole')}
      explain={t('insights.accessLog.wholeExplain')}
      isBusy={checked.state === 'loading'}
    >
      <LoadedPart loaded={checked} what={t('insights.accessLog.checking')}>
        {(check) => <Result check={check} noted={noted} />}
      </LoadedPart>
      <Noted onNoted={setNoted} />
      <div>
        <Text block size={200}>
          {t('insights.accessLog.byYourself')}
        </Text>
        <code className={styles.code}>{t('insights.accessLog.command')}</code>
      </div>
    </Panel>
  );
}
