const DAY_MS = 86_400_000;

const startOf = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The day so many days after another, in UTC. */
export const addDays = (day: string, days: number): string => dayAt(startOf(day) + days * DAY_MS);

/** How many days a range has, first and last included. */
export const lengthOf = (from: string, to: string): number =>
  (startOf(to) - startOf(from)) / DAY_MS + 1;

export const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: lengthOf(from, to) }, (_, index) => addDays(from, index));

/** The Sunday that ends a day's ISO week. */
export const weekEnd = (day: string): string =>
  addDays(day, (7 - new Date(startOf(day)).getUTCDay()) % 7);
