import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogue } from '../../../contract/catalogue.ts';
import { surfaces } from '../../../contract/datum.ts';

const features = catalogue.usage.featureUse.values;

/** Formats numbers, days and values' names in the page's language. */
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
        return undefined; // What a stranger's client sent may not be a code.
      }
    };
    const at = (day: string) => new Date(`${day}T00:00:00.000Z`);
    return {
      count: (value: number) => count.format(value),
      share: (value: number) => share.format(value),
      /** The difference from before, with its sign. */
      change: (value: number) => change.format(value),
      bytes: (value: number) => megabytes.format(value / 1_000_000),
      day: (day: string) => long.format(at(day)),
      shortDay: (day: Date) => short.format(day),
      /** A trait's value in words; an empty text stands for records that did not say. */
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
