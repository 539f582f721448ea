import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Writes a moment as the page's language has it, in UTC as the service tells it. @returns of ISO 8601. */
export function useInstant(): (at: string) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      hourCycle: 'h23',
      timeZone: 'UTC',
    });
    // Somebody may have changed what is told.
    return (at) => (Number.isNaN(Date.parse(at)) ? at : format.format(new Date(at)));
  }, [i18n]);
}
