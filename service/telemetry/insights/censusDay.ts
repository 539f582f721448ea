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

/** The language and region of a language tag (BCP 47); an empty text for what the tag does not say. */
export function localeOf(tag: string): { readonly language: string; readonly region: string } {
  try {
    const { language, region = '' } = new Intl.Locale(tag.replaceAll('_', '-'));
    return { language, region };
  } catch {
    return { language: '', region: '' };
  }
}

/** The joint value of two traits that belong together: a system and its version. */
export const osVersionOf = (os: string, version: string): string => `${os} ${version}`.trim();

/** Which of a device's rows of one day gives its traits: the newest version's; among equal ones, the lowest ID's. */
const newer = (row: CensusRow, other: CensusRow): CensusRow =>
  compareVersions(other.version, row.version) > 0 ? other : row;

/**
 * Rolls up one day of the census. A device counts once, with its traits from its newest version that day, so that the
 * groups of one trait never share a device; its counters are the sums over its rows.
 */
export function createCensusDay(db: DatabaseSync): (day: string) => DayGroup[] {
  // Ordered by the key, so that a device's rows are adjacent.
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
