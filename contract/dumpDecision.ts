import type { Surface } from './datum.ts';
import { isHeld, type Decision } from './consent.ts';

/** What the person, or the system for a guest, wants done with a crash's memory dump. */
export const dumpChoices = ['ask', 'always', 'never'] as const;
export type DumpChoice = (typeof dumpChoices)[number];

/** `keep`: it is neither sent nor deleted until a policy that may be half written is settled. */
export type DumpFate = 'send' | 'ask' | 'delete' | 'keep';

const fates = { ask: 'ask', always: 'send', never: 'delete' } as const;

/**
 * Decides what becomes of a memory dump now. It travels with its error report, so it is never allowed more than that;
 * beyond that, the person decides on the desktop, and the operating system's own setting decides for a guest. A
 * browser's page makes no dumps.
 */
export function decideDump(
  surface: Surface,
  errorReports: Decision,
  personsChoice: DumpChoice,
  systemsSetting: DumpChoice,
): DumpFate {
  if (isHeld(errorReports)) return 'keep';
  if (!errorReports.allowed || surface === 'launcher') return 'delete';
  return fates[surface === 'desktop' ? personsChoice : systemsSetting];
}
