/* The insights' numbers, slowly and plainly, out of what was sent: nothing here is shared with the service. */
import type { Sent } from './fleet.ts';

export interface ReferenceRow {
  readonly id: string;
  readonly sender: string;
  /** Whether it is marked as its device's first on a day that is plausible. */
  readonly first: boolean;
  readonly category: string;
  readonly name: string;
  readonly day: string;
  readonly version: string;
  readonly surface: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const DAY = 86_400_000;
const dayNumber = (day: string): number => Math.floor(Date.parse(day) / DAY);

/** The day itself if it is plausible given the arrival; otherwise the day of arrival. */
function countedDay(day: string, receivedAt: string): string {
  const late = dayNumber(receivedAt.slice(0, 10)) - dayNumber(day);
  return late >= -1 && late <= 40 ? day : receivedAt.slice(0, 10);
}

export const rowsOf = (sent: readonly Sent[]): ReferenceRow[] =>
  sent.map(({ row, receivedAt, device }) => {
    const fields = JSON.parse(row.fields) as Record<string, unknown>;
    const own = row.category === 'usage' ? String(fields['day']) : row.at.slice(0, 10);
    const day = countedDay(own, receivedAt);
    return {
      id: row.id,
      sender: device,
      first: fields['firstOfDay'] === 1 && day === own,
      category: row.category,
      name: row.name,
      day,
      version: row.appVersion,
      surface: row.surface,
      fields,
    };
  });

const rank = ['0.9.0', '0.10.0-beta.2', '0.10.0', '1.0.0'];

/** One device on one day: its traits and its counters. */
export interface Unit {
  readonly day: string;
  readonly device: string;
  readonly person: string;
  readonly traits: Readonly<Record<string, string>>;
  readonly sums: Readonly<Record<string, number>>;
}

const locales: Readonly<Record<string, readonly [string, string]>> = {
  'fr-FR': ['fr', 'FR'],
  'fr-CA': ['fr', 'CA'],
  'en-GB': ['en', 'GB'],
  en: ['en', ''],
  'not a tag': ['', ''],
  'zh-Hans-CN': ['zh', 'CN'],
};

/** The census as one unit per device and day, from its newest version; among equal rows, from the lowest kept ID. */
export function censusUnits(rows: readonly ReferenceRow[], keptId: (id: string) => string): Unit[] {
  const census = rows.filter(({ category }) => category === 'census');
  const of = (row: ReferenceRow) => `${row.day} ${String(row.fields['deviceId'])}`;
  return [...new Set(census.map(of))].map((key) => {
    const own = census.filter((row) => of(row) === key);
    const newest = Math.max(...own.map(({ version }) => rank.indexOf(version)));
    const [newestRow] = own
      .filter(({ version }) => rank.indexOf(version) === newest)
      .sort((a, b) => (keptId(a.id) < keptId(b.id) ? -1 : 1));
    if (!newestRow) throw new Error('a device without rows');
    const { fields, version, surface, day } = newestRow;
    const [language = '', region = ''] = locales[String(fields['userLanguage'])] ?? [];
    const total = (name: string) =>
      own.reduce((sum, row) => sum + Number(row.fields[name] ?? 0), 0);
    return {
      day,
      device: String(fields['deviceId']),
      person: own.map((row) => String(row.fields['userId'])).join(),
      traits: {
        version,
        surface,
        os: String(fields['osName']),
        osVersion: `${String(fields['osName'])} ${String(fields['osVersion'])}`,
        language,
        region,
        model: String(fields['deviceModel']),
      },
      sums: { attempts: total('signInAttempts'), failures: total('signInFailures') },
    };
  });
}

/** A field as text; empty if the record did not say. */
export function told({ fields }: Pick<ReferenceRow, 'fields'>, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

export interface Group {
  readonly value: string;
  readonly devices: number;
  readonly sums: Readonly<Record<string, number>>;
}

/** Splits the groups of one day into those that may be shown and those shown as one. */
export function show(groups: readonly Group[], k: number): { shown: Group[]; hidden: Group[] } {
  const size = (of: readonly Group[]) => of.reduce((sum, { devices }) => sum + devices, 0);
  if (size(groups) < k) return { shown: [], hidden: [] };
  const hidden = groups.filter(({ devices }) => devices < k);
  const ascending = groups
    .filter(({ devices }) => devices >= k)
    .sort((a, b) => a.devices - b.devices || (a.value < b.value ? 1 : -1));
  while (hidden.length > 0 && size(hidden) < k && ascending.length > 0)
    hidden.push(...ascending.splice(0, 1));
  return { shown: ascending, hidden };
}
