/** The traits that census and usage rows are grouped by; `all` is the day as a whole. */
export const traits = [
  'all',
  'surface',
  'version',
  'os',
  'osVersion',
  'language',
  'region',
  'model',
  'organisation',
  'feature',
] as const;
export type Trait = (typeof traits)[number];

/** What is kept about the devices that share a trait's value on one day: numbers only. */
export interface DayGroup {
  readonly trait: Trait;
  readonly value: string;
  /** The least number of devices: only a device's first usage row of a day shows whose it is. */
  readonly devices: number;
  readonly people: number;
  readonly sums: readonly number[];
}

/** Collects a day's groups. */
export class DayGroups {
  readonly #groups = new Map<string, { devices: number; people: number; sums: number[] }>();

  add(trait: Trait, value: string, devices: number, sums: readonly number[]): void {
    const key = `${trait} ${value}`;
    const group = this.#groups.get(key);
    if (!group) {
      this.#groups.set(key, { devices, people: 0, sums: [...sums] });
      return;
    }
    group.devices += devices;
    sums.forEach((sum, index) => {
      group.sums[index] = (group.sums[index] ?? 0) + sum;
    });
  }

  tellPeople(people: number): void {
    const all = this.#groups.get('all ');
    if (all) all.people = people;
  }

  list(): DayGroup[] {
    return [...this.#groups].map(([key, group]) => {
      const space = key.indexOf(' ');
      return { trait: key.slice(0, space) as Trait, value: key.slice(space + 1), ...group };
    });
  }
}
