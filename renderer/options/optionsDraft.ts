import type { Options, SavedOptions, View } from '../../contract/ipc.ts';

/** What the person changed since Options opened; what they did not touch follows the view. */
export type Changes = Partial<SavedOptions>;

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
    minimizeToNotificationArea:
      changes.minimizeToNotificationArea ?? options.minimizeToNotificationArea,
    startWithSystem: changes.startWithSystem ?? options.startWithSystem,
    callControls: changes.callControls ?? options.callControls,
    microphone: changes.microphone ?? options.microphone,
    speaker: changes.speaker ?? options.speaker,
  };
}

/** Whether the person is about to turn error reports off, so that erasure can be offered with it. */
export const isTurningOff = ({ options, locks }: Seen, changes: Changes): boolean =>
  locks.errorReports === null && options.errorReports && changes.errorReports === false;

/** What OK saves: a locked setting as it was, since its control decides nothing. */
export function optionsToSave({ options, locks }: Seen, changes: Changes): SavedOptions {
  const { eraseSent = false, clearLog = false, ...changed } = changes;
  const saved = { ...options, ...changed };
  if (locks.errorReports !== null) saved.errorReports = options.errorReports;
  if (locks.logging !== null) saved.logging = options.logging;
  if (!isTurningOff({ options, locks }, changes)) return saved;
  return { ...saved, ...(eraseSent && { eraseSent }), ...(clearLog && { clearLog }) };
}
