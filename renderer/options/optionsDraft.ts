import type { View } from '../../contract/ipc.ts';
import type { Options, SavedOptions } from '../../contract/options.ts';

/** What the person has changed since Options opened; the rest follows the view. */
export type Changes = Partial<SavedOptions>;

type Seen = Pick<View, 'options' | 'locks'>;

/** What the controls show: if policy refuses, the box is unticked, whatever was chosen. */
export function shownOptions({ options, locks }: Seen, changes: Changes): Options {
  const shown: Options = { ...options, ...changes };
  return {
    ...shown,
    errorReports: locks.errorReports === null && shown.errorReports,
    logging: locks.logging === null ? shown.logging : options.logging,
  };
}

/** Whether the person is about to turn error reports off, so that erasure can be offered with it. */
export const isTurningOff = ({ options, locks }: Seen, changes: Changes): boolean =>
  locks.errorReports === null && options.errorReports && changes.errorReports === false;

/** What OK saves: a locked setting is unchanged, since its control decides nothing. */
export function optionsToSave({ options, locks }: Seen, changes: Changes): SavedOptions {
  const { eraseSent = false, clearLog = false, ...changed } = changes;
  const saved = { ...options, ...changed };
  if (locks.errorReports !== null) saved.errorReports = options.errorReports;
  if (locks.logging !== null) saved.logging = options.logging;
  if (!isTurningOff({ options, locks }, changes)) return saved;
  return { ...saved, ...(eraseSent && { eraseSent }), ...(clearLog && { clearLog }) };
}
