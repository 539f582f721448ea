import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertRule } from '../../../contract/insights/alerts.ts';
import { resolveLanguage } from '../../../contract/text/index.ts';
import type { Problem } from '../answers/ask.ts';
import { AlertProblem } from './AlertProblem.tsx';
import { KindField, LanguageField } from './ChoiceFields.tsx';
import { DestinationFields } from './DestinationFields.tsx';
import { draftOf, numbersOf, readDraft, type FieldName } from './draft.ts';
import { NumberFields } from './NumberFields.tsx';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    maxWidth: '560px',
    '@media print': { display: 'none' },
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export interface FormAbout {
  readonly k: number;
  /** Whether the service has a mail server. */
  readonly canMail: boolean;
}

interface Props {
  readonly about: FormAbout;
  /** The rule to change; null for a new one. */
  readonly alert: Alert | null;
  readonly onCancel: () => void;
  /** @returns why the rule was not saved; otherwise the form closes. */
  readonly onKeep: (rule: AlertRule) => Promise<Problem | undefined>;
}

/** The form in which an officer says what to watch and whom to tell. */
export function AlertForm({ about, alert, onCancel, onKeep }: Props) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() =>
    draftOf(alert, resolveLanguage('system', [i18n.language])),
  );
  const [wrong, setWrong] = useState<readonly FieldName[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, []);
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    setWrong([]);
  };
  const type = (name: FieldName, text: string) => {
    setDraft({ ...draft, typed: { ...draft.typed, [name]: text } });
    setWrong(wrong.filter((one) => one !== name));
  };
  const submit = async () => {
    const read = readDraft(draft);
    setProblem(undefined);
    if (!read.ok) {
      setWrong(read.wrong);
      form.current?.querySelector<HTMLInputElement>(`[name="${read.wrong[0] ?? ''}"]`)?.focus();
      return;
    }
    setBusy(true);
    const failure = await onKeep(read.rule);
    setBusy(false);
    setProblem(failure);
  };
  const fields = { draft, wrong, type };
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <KindField kind={draft.kind} k={about.k} change={change} />
      <NumberFields {...fields} names={numbersOf[draft.kind]} />
      <DestinationFields
        {...fields}
        canMail={about.canMail || alert?.sent?.to.kind === 'mail'}
        isMailSetUp={about.canMail}
        choose={(to) => {
          change({ to });
        }}
      />
      <LanguageField language={draft.language} change={change} />
      {alert && (
        <Text size={200} className={styles.quiet}>
          {t('insights.alerts.form.changed')}
        </Text>
      )}
      {problem && <AlertProblem problem={problem} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {t('insights.alerts.form.submit')}
        </Button>
        <Button onClick={onCancel}>{t('insights.alerts.form.cancel')}</Button>
      </div>
    </form>
  );
}
