import type { TFunction } from 'i18next';
import { accessEvent, type AccessEvent } from '../../../contract/insights/accessLog.ts';
import { tokenHolder } from '../../../contract/insights/session.ts';
import type { KeptEntry } from './useAccessLog.ts';

/** Who did it, in words, and the provider's permanent identifier, if any. */
function whoOf(
  t: TFunction,
  event: AccessEvent,
): { readonly name: string; readonly subject: string | null } {
  if (event.kind === 'began') return { name: t('insights.accessLog.by.itself'), subject: null };
  const { by, name, subject } = event.who;
  switch (by) {
    case 'token':
      return {
        name: name === tokenHolder ? t('insights.accessLog.by.token') : name,
        subject,
      };
    case 'command':
      return { name: t('insights.accessLog.by.command', { name }), subject };
    case 'openIdConnect':
      return { name, subject };
  }
}

/** What was read or done, in a sentence. */
function deedOf(t: TFunction, event: AccessEvent): string {
  switch (event.kind) {
    case 'began':
      return event.replaces === null
        ? t('insights.accessLog.did.began')
        : t('insights.accessLog.did.beganAnew', { file: event.replaces });
    case 'recordsRead':
      return t('insights.accessLog.did.recordsRead', { count: event.errors });
    case 'accountExported':
    case 'accountErased':
      return t(`insights.accessLog.did.${event.kind}`, { count: event.records });
    case 'learnedSet':
      return t(`insights.accessLog.did.${event.open ? 'learnedOpened' : 'learnedClosed'}`);
    case 'alertSet':
      return t(`insights.accessLog.did.alert.${event.what}`);
    case 'recordRead':
    case 'dumpRead':
      return t(`insights.accessLog.did.${event.kind}`);
  }
}

/** The details that identify what was read: numbers, hashes and queries in machine-readable form. */
function traceOf(event: AccessEvent): string {
  switch (event.kind) {
    case 'recordRead':
      return event.record;
    case 'recordsRead':
      return Object.entries(event.query)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}=${value}`)
        .join(' ');
    case 'dumpRead':
      return event.digest;
    case 'accountExported':
    case 'accountErased':
      return event.account.pseudonym;
    case 'alertSet':
      return event.rule;
    case 'began':
    case 'learnedSet':
      return '';
  }
}

/** An entry in words; an entry that somebody changed is only described as such. */
export function inWords(t: TFunction, { event }: Pick<KeptEntry, 'event'>) {
  const parsed = accessEvent.safeParse(event);
  return parsed.success
    ? {
        kind: parsed.data.kind,
        by: parsed.data.kind === 'began' ? 'service' : parsed.data.who.by,
        ...whoOf(t, parsed.data),
        deed: deedOf(t, parsed.data),
        trace: traceOf(parsed.data),
      }
    : {
        kind: '',
        by: '',
        name: '–',
        subject: null,
        deed: t('insights.accessLog.did.unreadable'),
        trace: '',
      };
}

/** The entries as a table for spreadsheets; the JSON has them in full, as they are hashed. */
export const accessTable = (t: TFunction, entries: readonly KeptEntry[]) => ({
  columns: (['seq', 'at', 'kind', 'by', 'who', 'subject', 'what', 'trace', 'hash'] as const).map(
    (key) => ({ key, label: key, kind: key === 'seq' ? ('count' as const) : ('text' as const) }),
  ),
  rows: entries.map((entry) => {
    const { kind, by, name, subject, deed, trace } = inWords(t, entry);
    return [entry.seq, entry.at, kind, by, name, subject, deed, trace, entry.hash];
  }),
});
