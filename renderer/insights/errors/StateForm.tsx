import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { use, useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { versionPattern } from '../../../contract/envelope.ts';
import {
  errorStates,
  errorStateSchema,
  LONGEST_NOTE,
  type ErrorState,
  type StateChange,
} from '../../../contract/insights/errorState.ts';
import { ask, type Problem } from '../answers/ask.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { SessionContext } from '../session/useSession.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    maxWidth: '480px',
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

type Draft = Pick<ErrorState, 'state' | 'note'> & { readonly version: string };

const changeOf = ({ state, version, note }: Draft): StateChange =>
  state === 'resolved' ? { state, version: version.trim(), note } : { state, note };

interface Props {
  readonly group: string;
  readonly state: ErrorState;
  readonly onCancel: () => void;
  readonly onSaved: (state: ErrorState) => void;
}

/** Saves a draft; the service answers with the new state. */
function useSaving(group: string, onSaved: Props['onSaved']) {
  const { onSignedOut } = use(SessionContext);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const save = async (draft: Draft) => {
    setBusy(true);
    setProblem(undefined);
    const path = `../v1/insights/errors/${encodeURIComponent(group)}/state`;
    const asked = await ask(path, errorStateSchema, { method: 'PUT', body: changeOf(draft) });
    setBusy(false);
    if (asked.ok) onSaved(asked.value);
    else if (asked.problem.kind === 'signedOut') onSignedOut();
    else setProblem(asked.problem);
  };
  return { problem, isBusy, save };
}

/** The form in which an engineer sets a group's state, and says why. */
export function StateForm({ group, state: now, onCancel, onSaved }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const versionField = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<Draft>({ ...now, version: now.version ?? '' });
  const [isWrong, setWrong] = useState(false);
  const { problem, isBusy, save } = useSaving(group, onSaved);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (draft.state === 'resolved' && !versionPattern.test(draft.version.trim())) {
      setWrong(true);
      versionField.current?.focus();
    } else void save(draft);
  };
  const change = (part: Partial<Draft>) => {
    setWrong(false);
    setDraft({ ...draft, ...part });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      <Field
        label={t('insights.errors.state.what')}
        hint={t(`insights.errors.state.hint.${draft.state}`)}
      >
        <RadioGroup
          value={draft.state}
          onChange={(_, { value }) => {
            const state = errorStates.find((one) => one === value);
            if (state) change({ state });
          }}
        >
          {errorStates.map((state) => (
            <Radio key={state} value={state} label={t(`insights.errors.state.choose.${state}`)} />
          ))}
        </RadioGroup>
      </Field>
      {draft.state === 'resolved' && (
        <Field
          label={t('insights.errors.state.version')}
          hint={t('insights.errors.state.versionHint')}
          validationMessage={isWrong ? t('insights.errors.state.noVersion') : null}
        >
          <Input
            input={{ ref: versionField }}
            maxLength={40}
            value={draft.version}
            onChange={(_, { value }) => {
              change({ version: value });
            }}
          />
        </Field>
      )}
      <Field label={t('insights.errors.state.note')} hint={t('insights.errors.state.noteHint')}>
        <Textarea
          resize="vertical"
          maxLength={LONGEST_NOTE}
          value={draft.note}
          onChange={(_, { value }) => {
            change({ note: value });
          }}
        />
      </Field>
      {problem && <ProblemNote problem={problem} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {t('insights.errors.state.save')}
        </Button>
        <Button onClick={onCancel}>{t('insights.errors.state.cancel')}</Button>
      </div>
    </form>
  );
}
