import type { TFunction } from 'i18next';
import { catalogue } from '../../contract/catalogue.ts';
import { categories, surfaces } from '../../contract/datum.ts';
import { isRecordName } from '../../contract/records.ts';
import type { Language } from '../../contract/text/index.ts';

const asWritten = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const features = catalogue.usage.featureUse.values;

/** Counts by what is counted, one per line, with names for people. */
function countsText(t: TFunction, counts: object): string {
  return Object.entries(counts)
    .map(([name, count]) => {
      const feature = features.find((it) => it === name);
      const known = feature === undefined ? name : t(`viewer.feature.${feature}`);
      return t('viewer.record.counted', { name: known, number: asWritten(count) });
    })
    .join('\n');
}

/** A field's value in words if it is a sum of others, otherwise as it is sent. */
export const fieldValue = (t: TFunction, value: unknown): string =>
  typeof value === 'object' && value !== null ? countsText(t, value) : asWritten(value);

/** A record's name in words; one that this version does not know is shown as it is. */
export const recordNameText = (t: TFunction, name: string): string =>
  isRecordName(name) ? t(`viewer.recordName.${name}`) : name;

/** The value of a part of the envelope, in words. */
export function envelopeValue(
  t: TFunction,
  language: Language,
  name: string,
  value: unknown,
): string {
  const category = categories.find((it) => it === value);
  const surface = surfaces.find((it) => it === value);
  if (name === 'category' && category !== undefined) return t(`category.${category}.name`);
  if (name === 'surface' && surface !== undefined) return t(`viewer.surface.${surface}`);
  if (name === 'name' && typeof value === 'string') return recordNameText(t, value);
  const at = name === 'at' ? new Date(String(value)) : undefined;
  if (at === undefined || Number.isNaN(at.getTime())) return asWritten(value);
  const format = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(language, format).format(at);
}
