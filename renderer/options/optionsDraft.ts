import type { Options, View } from '../../contract/ipc.ts';

/** What the person changed since Options opened; what they did not touch follows the view. */
export type Changes = Partial<Options>;

type Seen = Pick<View, 'options' | 'locks'>;

/** What the controls show: where policy refuses, the box is unticked, whatever was chosen. */
export function shownOptions({ options, locks }: Seen, changes: Changes): Options {
  return {
    errorReports: locks.errorReports === null && (changes.errorReports ?? options.errorReports),
    reopenConversations: changes.reopenConversations ?? options.reopenConversations,
    eventLog: changes.eventLog ?? options.eventLog,
    logging: locks.logging === null ? (changes.logging ?? options.logging) : options.logging,
    language: changes.language ?? options.language,
    memoryDumps: changes.memoryDumps ?? options.memoryDumps,
  };
}

/** What OK saves: a locked setting as it was, since its control decides nothing. */
export function optionsToSave({ options, locks }: Seen, changes: Changes): Options {
  const saved = { ...options, ...changes };
  if (locks.errorReports !== null) saved.errorReports = options.errorReports;
  if (locks.logging !== null) saved.logging = options.logging;
  return saved;
}
