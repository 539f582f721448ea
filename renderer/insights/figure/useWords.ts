import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogue } from '../../../contract/catalogue.ts';
import { surfaces } from '../../../contract/datum.ts';

const features = catalogue.usage.featureUse.values;

/** Numbers, days and the names of values, as the page's language has them. */
export function useWords() {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const { language } = i18n;
    const count = new Intl.NumberFormat(language);
    const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
    const change = new Intl.NumberFormat(language, {
      style: 'percent',
      maximumFractionDigits: 0,
      signDisplay: 'exceptZero',
    });
    const megabytes = new Intl.NumberFormat(language, {
      style: 'unit',
      unit: 'megabyte',
      maximumSignificantDigits: 2,
    });
    const long = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    const short = new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
    const names = {
      language: new Intl.DisplayNames(language, { type: 'language' }),
      region: new Intl.DisplayNames(language, { type: 'region' }),
    };
    const displayed = (trait: string, value: string): string | undefined => {
      if (trait !== 'language' && trait !== 'region') return undefined;
      try {
        return names[trait].of(value);
      } catch {
        return undefined; // What a stranger's client told may be no code at all.
      }
    };
    const at = (day: string) => new Date(`${day}T00:00:00.000Z`);
    return {
      count: (value: number) => count.format(value),
      share: (value: number) => share.format(value),
      /** By how much something is more or less than before. */
      change: (value: number) => change.format(value),
      bytes: (value: number) => megabytes.format(value / 1_000_000),
      day: (day: string) => long.format(at(day)),
      shortDay: (day: Date) => short.format(day),
      /** What a record says of a trait; an empty text is of records that said nothing. */
      value: (trait: string, value: string): string => {
        if (value === '') return t('insights.figure.untold');
        const named = displayed(trait, value);
        if (named !== undefined) return named;
        const surface = trait === 'surface' && surfaces.find((one) => one === value);
        if (surface) return t(`viewer.surface.${surface}`);
        const feature = trait === 'feature' && features.find((one) => one === value);
        return feature ? t(`viewer.feature.${feature}`) : value;
      },
    };
  }, [t, i18n]);
}
