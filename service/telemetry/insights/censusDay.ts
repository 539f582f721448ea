import type { DatabaseSync } from 'node:sqlite';
import { compareVersions } from '../../shared/compareVersions.ts';
import { DayGroups, type DayGroup } from './dayGroup.ts';

/** The order of a census group's sums. */
export const censusSums = ['attempts', 'failures'] as const;

interface CensusRow {
  readonly device: string;
  readonly person: string;
  readonly surface: string;
  readonly version: string;
  readonly os: string;
  readonly os_version: string;
  readonly language: string;
  readonly model: string;
  readonly attempts: number;
  readonly failures: number;
}

/** A language tag's language and region (BCP 47); an empty text for what it does not tell. */
export function localeOf(tag: string): { readonly language: string; readonly region: string } {
  try {
    const { language, region = '' } = new Intl.Locale(tag.replaceAll('_', '-'));
    return { language, region };
  } catch {
    return { language: '', region: '' };
  }
}

/** Between traits' values that belong together: a system and its version. */
export const osVersionOf = (os: string, version: string): string => `${os} ${version}`.trim();

/** Which of one device's rows of a day tells its traits: of the newest version; of equal ones, the first by id. */
const newer = (row: CensusRow, other: CensusRow): CensusRow =>
  compareVersions(other.version, row.version) > 0 ? other : row;

/**
 * A day of the census. A device counts once, with the traits that it has in its newest version that day, so that the
 * groups of one trait share no device; what it counted is the sum of its rows.
 */
export function createCensusDay(db: DatabaseSync): (day: string) => DayGroup[] {
  // In the order of the key: a device's rows stand together.
  const read = db.prepare(`SELECT device, person, surface, version, os, os_version, language, model,
    attempts, failures FROM census_rows WHERE day = ? ORDER BY day, device, id`);
  return (day) => {
    const groups = new DayGroups();
    const people = new Set<string>();
    const locales = new Map<string, ReturnType<typeof localeOf>>();
    let device: CensusRow | undefined;
    let [attempts, failures] = [0, 0];
    const count = (): void => {
      if (!device) return;
      const { surface, version, os, language: tag, model } = device;
      const locale = locales.get(tag) ?? localeOf(tag);
      locales.set(tag, locale);
      const sums = [attempts, failures];
      groups.add('all', '', 1, sums);
      groups.add('surface', surface, 1, sums);
      groups.add('version', version, 1, sums);
      groups.add('os', os, 1, sums);
      groups.add('osVersion', osVersionOf(os, device.os_version), 1, []);
      groups.add('language', locale.language, 1, []);
      groups.add('region', locale.region, 1, []);
      groups.add('model', model, 1, []);
    };
    for (const row of read.iterate(day) as unknown as Iterable<CensusRow>) {
      people.add(row.person);
      if (row.device === device?.device) device = newer(device, row);
      else {
        count();
        device = row;
        [attempts, failures] = [0, 0];
      }
      attempts += row.attempts;
      failures += row.failures;
    }
    count();
    groups.tellPeople(people.size);
    return groups.list();
  };
}
