import { Button, Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../../../contract/insights/queries.ts';
import { useWords } from '../figure/useWords.ts';
import { daysBetween, filterNames, isPeriod, lastDays, type Place } from '../place/place.ts';
import { goTo, useHere } from '../place/usePlace.ts';
import { useFilterValues } from './useFilterValues.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    '@media print': { display: 'none' },
  },
  field: { minWidth: 0, maxWidth: '100%' },
  problem: { flexBasis: '100%', color: tokens.colorPaletteRedForeground1 },
});

const presets = [7, 28, 90, 365] as const;

/** Opens the same page with another period or filter. */
function useChange() {
  const { period, isOwnPeriod, filter, ...rest } = useHere();
  return (change: Partial<Pick<Place, 'period' | 'filter'>>, without: 'filter' | null = null) => {
    goTo({
      ...rest,
      ...(isOwnPeriod ? { period } : {}),
      ...(filter && without !== 'filter' ? { filter } : {}),
      ...change,
    });
  };
}

function Period() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { period, today } = useHere();
  const change = useChange();
  const [draft, setDraft] = useState(period);
  const [given, setGiven] = useState(period);
  if (given !== period) {
    setGiven(period);
    setDraft(period);
  }
  const preset =
    period.to === today && presets.find((it) => it === daysBetween(period.from, today));
  const set = (next: typeof period) => {
    setDraft(next);
    if (isPeriod(next.from, next.to)) change({ period: next });
  };
  return (
    <>
      <Field label={t('insights.filter.period')} className={styles.field}>
        <Select
          value={preset === undefined || preset === false ? '' : String(preset)}
          onChange={(_, { value }) => {
            if (value !== '') set(lastDays(Number(value), today));
          }}
        >
          <option value="">{t('insights.filter.own')}</option>
          {presets.map((count) => (
            <option key={count} value={count}>
              {t('insights.filter.days', { count })}
            </option>
          ))}
        </Select>
      </Field>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={t(`insights.filter.${end}`)} className={styles.field}>
          <Input
            type="date"
            max={today}
            value={draft[end]}
            onChange={(_, { value }) => {
              set({ ...draft, [end]: value });
            }}
          />
        </Field>
      ))}
      {draft.from > draft.to && (
        <Text role="alert" className={styles.problem}>
          {t('insights.filter.turned')}
        </Text>
      )}
    </>
  );
}

function Choice({ name }: { readonly name: Filter }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { filter } = useHere();
  const change = useChange();
  const chosen = filter?.name === name ? filter.value : '';
  const told = useFilterValues(name);
  const values = chosen !== '' && !told.includes(chosen) ? [...told, chosen] : told;
  return (
    <Field label={t(`insights.filter.${name}`)} className={styles.field}>
      <Select
        value={chosen}
        onChange={(_, { value }) => {
          if (value === '') change({}, 'filter');
          else change({ filter: { name, value } });
        }}
      >
        <option value="">{t('insights.filter.all')}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {words.value(name, value)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** The choice of period and filter, both in the address. */
export function FilterBar({ filters }: { readonly filters: readonly Filter[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { filter } = useHere();
  const change = useChange();
  return (
    <div className={styles.bar} role="search" aria-label={t('insights.filter.label')}>
      <Period />
      {filterNames
        .filter((name) => filters.includes(name))
        .map((name) => (
          <Choice key={name} name={name} />
        ))}
      {filter && filters.includes(filter.name) && (
        <Button
          onClick={() => {
            change({}, 'filter');
          }}
        >
          {t('insights.filter.reset')}
        </Button>
      )}
    </div>
  );
}
