import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Formats a time in the page's language, in UTC as the service reports it. @returns a function of an ISO 8601 text. */
export function useInstant(): (at: string) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      hourCycle: 'h23',
      timeZone: 'UTC',
    });
    // Somebody may have changed the entry.
    return (at) => (Number.isNaN(Date.parse(at)) ? at : format.format(new Date(at)));
  }, [i18n]);
}
