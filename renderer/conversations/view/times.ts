/** How many calendar days lie between, by this device's clock. */
function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

export function clockTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(at));
}

/**
 * A day as the heading of its messages.
 * @param named the words for today and yesterday.
 */
export function dayName(
  at: string,
  now: Date,
  language: string,
  named: { readonly today: string; readonly yesterday: string },
): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days === 0) return named.today;
  if (days === 1) return named.yesterday;
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(date);
}

/** As short as a list has room for: the time today, the weekday in the last days, else the date. */
export function shortTime(at: string, now: Date, language: string): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days <= 0) return clockTime(at, language);
  if (days < 7) return new Intl.DateTimeFormat(language, { weekday: 'short' }).format(date);
  return new Intl.DateTimeFormat(language, { dateStyle: 'short' }).format(date);
}
