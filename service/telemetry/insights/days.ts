const DAY_MS = 86_400_000;

const startOf = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The day that is this many days after another, in UTC. */
export const addDays = (day: string, days: number): string => dayAt(startOf(day) + days * DAY_MS);

/** The number of days in a range, first and last included. */
export const lengthOf = (from: string, to: string): number =>
  (startOf(to) - startOf(from)) / DAY_MS + 1;

export const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: lengthOf(from, to) }, (_, index) => addDays(from, index));

/** The Sunday on which a day's ISO week ends. */
export const weekEnd = (day: string): string =>
  addDays(day, (7 - new Date(startOf(day)).getUTCDay()) % 7);
