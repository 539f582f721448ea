import type { TFunction } from 'i18next';
import type { Meeting } from './meetings.ts';

/** A meeting's title; if its host gave it none, whose meeting it is, in the reader's language. */
export function meetingTitle(
  { title, host }: Pick<Meeting, 'title' | 'host'>,
  t: TFunction,
): string {
  if (title !== '') return title;
  const name = host.displayName;
  return name === '' ? t('meeting.title') : t('meeting.defaultTitle', { name });
}
