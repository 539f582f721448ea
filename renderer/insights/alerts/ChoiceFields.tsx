import { Field, makeStyles, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { leastCounted } from '../../../contract/insights/alerts.ts';
import { languages } from '../../../contract/text/index.ts';
import { kinds, type Draft } from './draft.ts';

// Two short words need no more space.
const useStyles = makeStyles({ language: { maxWidth: '240px' } });

type Change = (part: Partial<Pick<Draft, 'kind' | 'language'>>) => void;

interface KindProps {
  readonly kind: Draft['kind'];
  /** The step in which people are counted. */
  readonly k: number;
  readonly change: Change;
}

/** The choice of what a rule watches. */
export function KindField({ kind, k, change }: KindProps) {
  const { t } = useTranslation();
  return (
    <Field
      label={t('insights.alerts.form.kind')}
      hint={t(`insights.alerts.explain.${kind}`, { least: leastCounted, k })}
    >
      <RadioGroup
        value={kind}
        onChange={(_, { value }) => {
          const next = kinds.find((one) => one === value);
          if (next) change({ kind: next });
        }}
      >
        {kinds.map((one) => (
          <Radio key={one} value={one} label={t(`insights.alerts.kind.${one}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

interface LanguageProps {
  readonly language: Draft['language'];
  readonly change: Change;
}

/** The choice of the language of a rule's messages. */
export function LanguageField({ language, change }: LanguageProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Field className={styles.language} label={t('insights.alerts.form.language')}>
      <Select
        value={language}
        onChange={(_, { value }) => {
          const next = languages.find((one) => one === value);
          if (next) change({ language: next });
        }}
      >
        {languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {t(`webPage.language.${one}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
