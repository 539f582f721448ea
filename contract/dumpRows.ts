import type { ClientSurface } from './datum.ts';
import { isHeld, type Decision } from './consent.ts';
import { decideDump, dumpChoices, type DumpChoice, type DumpFate } from './dumpDecision.ts';

/** One row of the table that tells what becomes of memory dumps. */
export interface DumpRow {
  readonly surface: ClientSurface;
  readonly errorReports: 'refused' | 'held' | 'allowed';
  /** The person's setting on the desktop, the system's for a guest. */
  readonly setting: DumpChoice | 'any';
  readonly fate: DumpFate;
}

const decisions: Readonly<Record<DumpRow['errorReports'], Decision>> = {
  refused: {
    allowed: false,
    because: { source: 'choice', key: 'errorReports', value: false, since: null },
  },
  held: {
    allowed: false,
    because: {
      source: 'machine',
      key: 'DisableAutomaticSendTracing',
      value: 'unsettled',
      since: null,
    },
  },
  allowed: {
    allowed: true,
    because: { source: 'choice', key: 'errorReports', value: true, since: null },
  },
};

/** How the table states a decision about error reports. */
export const errorReportsIn = (decision: Decision): DumpRow['errorReports'] =>
  decision.allowed ? 'allowed' : isHeld(decision) ? 'held' : 'refused';

const rowsOf = (
  surface: ClientSurface,
  notAllowed: readonly ('refused' | 'held')[],
): readonly DumpRow[] => [
  ...notAllowed.map((errorReports) => ({
    surface,
    errorReports,
    setting: 'any' as const,
    fate: decideDump(surface, decisions[errorReports], 'always', 'always'),
  })),
  ...dumpChoices.map((setting) => ({
    surface,
    errorReports: 'allowed' as const,
    setting,
    fate: decideDump(surface, decisions.allowed, setting, setting),
  })),
];

/**
 * Every row, computed by the function that decides, so that the table can't say anything else. A meeting host's
 * decision is never half written.
 */
export const dumpRows: readonly DumpRow[] = [
  ...rowsOf('desktop', ['refused', 'held']),
  ...rowsOf('meetings', ['refused']),
];
