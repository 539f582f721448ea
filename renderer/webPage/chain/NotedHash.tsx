import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
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

/** Where one enters the hash of an entry that one noted down, to look whether a log still holds it. */
export function NotedHash({ onNoted }: { readonly onNoted: (hash: string) => void }) {
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
