import { Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categories, surfaces } from '../../contract/datum.ts';
import { recordStates, type RecordFilter } from '../../contract/viewer.ts';

/** The pause in typing, in milliseconds, after which the records are searched, instead of at every letter. */
const PAUSE_MS = 200;

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
  },
  text: { flexGrow: 1, flexBasis: '100%', minWidth: 0 },
  choice: { flexGrow: 1, maxWidth: '100%' },
});

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly values: readonly T[];
  readonly name: (value: T) => string;
  readonly onChange: (value: T | null) => void;
}

function Choice<T extends string>({ label, value, values, name, onChange }: ChoiceProps<T>) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Select
      className={styles.choice}
      size="small"
      aria-label={label}
      value={value ?? ''}
      onChange={(_, data) => {
        onChange(values.find((it) => it === data.value) ?? null);
      }}
    >
      <option value="">{t('viewer.filter.allOf', { label })}</option>
      {values.map((it) => (
        <option key={it} value={it}>
          {name(it)}
        </option>
      ))}
    </Select>
  );
}

interface Props {
  readonly filter: RecordFilter;
  readonly onChange: (filter: RecordFilter) => void;
}

/** The controls that narrow down the list of records. */
export function FilterBar({ filter, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [text, setText] = useState(filter.text);

  useEffect(() => {
    if (text === filter.text) return undefined;
    const timer = setTimeout(() => {
      onChange({ ...filter, text });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, filter, onChange]);

  return (
    <div className={styles.bar} role="search" aria-label={t('viewer.filter.label')}>
      <Input
        className={styles.text}
        type="search"
        aria-label={t('viewer.filter.text')}
        placeholder={t('viewer.filter.textHint')}
        contentBefore={<SearchRegular />}
        maxLength={200}
        value={text}
        onChange={(_, { value }) => {
          setText(value);
        }}
      />
      <Choice
        label={t('viewer.filter.category')}
        value={filter.category}
        values={categories}
        name={(it) => t(`category.${it}.name`)}
        onChange={(category) => {
          onChange({ ...filter, category });
        }}
      />
      <Choice
        label={t('viewer.filter.state')}
        value={filter.state}
        values={recordStates}
        name={(it) => t(`viewer.state.${it}`)}
        onChange={(state) => {
          onChange({ ...filter, state });
        }}
      />
      <Choice
        label={t('viewer.filter.surface')}
        value={filter.surface}
        values={surfaces}
        name={(it) => t(`viewer.surface.${it}`)}
        onChange={(surface) => {
          onChange({ ...filter, surface });
        }}
      />
    </div>
  );
}
