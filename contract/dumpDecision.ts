import type { Surface } from './datum.ts';
import { isHeld, type Decision } from './consent.ts';

/** What the person, or the system for a guest, wants done with the memory dump of a crash. */
export const dumpChoices = ['ask', 'always', 'never'] as const;
export type DumpChoice = (typeof dumpChoices)[number];

/** `keep`: it neither leaves nor goes, until a policy that may be half written is settled. */
export type DumpFate = 'send' | 'ask' | 'delete' | 'keep';

const fates = { ask: 'ask', always: 'send', never: 'delete' } as const;

/**
 * Decides what becomes of a memory dump now. It travels with its error report, so that it never may more than
 * that; beyond it the person decides on the desktop, and the operating system's own setting for a guest. A
 * browser's page makes none.
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
