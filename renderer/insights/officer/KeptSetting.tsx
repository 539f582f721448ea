import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceSettings } from '../../../contract/insights/serviceSettings.ts';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import type { Problem } from '../answers/ask.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { Shorten, type KeptDays } from './Shorten.tsx';
import type { SetSettings } from './useServiceSettings.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  fields: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXXL },
  field: { flexBasis: '260px', flexGrow: 1, maxWidth: '360px', minWidth: 0 },
  number: { maxWidth: '120px' },
  save: { alignSelf: 'start', '@media print': { display: 'none' } },
});

type Name = 'recordDays' | 'errorDays';
const names = ['recordDays', 'errorDays'] as const satisfies readonly Name[];
const options = { recordDays: '--keep-days', errorDays: '--keep-error-days' } as const;
interface Props {
  readonly settings: ServiceSettings;
  readonly set: SetSettings;
}

/** How long records are kept, which an officer can set within the service's options. */
export function KeptSetting({ settings, set }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<Readonly<Record<Name, string>>>({
    recordDays: String(settings.recordDays),
    errorDays: String(settings.errorDays),
  });
  const [wrong, setWrong] = useState<readonly Name[]>([]);
  const [asked, setAsked] = useState<KeptDays>();
  const [problem, setProblem] = useState<Problem>();
  const [said, setSaid] = useState('');
  const save = async (days: KeptDays) => {
    setAsked(undefined);
    const failure = await set(days);
    setProblem(failure);
    setSaid(failure ? '' : t('insights.settings.keptSaved'));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const days = { recordDays: Number(typed.recordDays), errorDays: Number(typed.errorDays) };
    const bad = names.filter((name) => {
      const { least, most } = settings.bounds[name];
      return !Number.isInteger(days[name]) || days[name] < least || days[name] > most;
    });
    setWrong(bad);
    setSaid('');
    if (bad.length > 0)
      form.current?.querySelector<HTMLInputElement>(`[name="${bad[0] ?? ''}"]`)?.focus();
    else if (names.some((name) => days[name] < settings[name])) setAsked(days);
    else void save(days);
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      <div className={styles.fields}>
        {names.map((name) => (
          <Field
            key={name}
            className={styles.field}
            label={t(`insights.settings.${name}`)}
            hint={t('insights.settings.keptBounds', {
              ...settings.bounds[name],
              option: options[name],
            })}
            validationMessage={
              wrong.includes(name) ? t('insights.settings.keptBad', settings.bounds[name]) : null
            }
          >
            <Input
              className={styles.number}
              type="number"
              name={name}
              min={settings.bounds[name].least}
              max={settings.bounds[name].most}
              value={typed[name]}
              onChange={(_, { value }) => {
                setTyped({ ...typed, [name]: value });
                setWrong(wrong.filter((one) => one !== name));
              }}
            />
          </Field>
        ))}
      </div>
      {problem && <ProblemNote problem={problem} />}
      <Button className={styles.save} type="submit">
        {t('insights.settings.keep')}
      </Button>
      {asked && (
        <Shorten
          was={settings}
          days={asked}
          onConfirm={() => void save(asked)}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
      <LiveRegion role="status">{said}</LiveRegion>
    </form>
  );
}
