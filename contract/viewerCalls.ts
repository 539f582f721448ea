import { z } from 'zod';
import { ALWAYS, call, fallibleCall, nothing } from './ipcCall.ts';
import {
  largestPage,
  recordFilter,
  type LedgerView,
  type RecordDetail,
  type RecordPage,
} from './viewer.ts';

/** What the window "What Candor sends" asks. */
export const viewerCalls = {
  listRecords: call<RecordPage>().taking(
    z.strictObject({
      filter: recordFilter,
      offset: z.int().min(0),
      limit: z.int().min(1).max(largestPage),
    }),
    { worst: 'Reads the records that were made on this device.' },
  ),
  /** One record with its bytes; null if it no longer exists. */
  findRecord: call<RecordDetail | null>().taking(z.string().max(64), {
    worst: 'Reads one of them.',
  }),
  readLedger: call<LedgerView>().taking(nothing, {
    worst: 'Reads what was chosen and decided here, and when.',
  }),
  /** Writes everything into a file that the person chooses; null if they chose none. */
  exportAudit: fallibleCall<string | null>().taking(nothing, {
    worst: 'The dialog to save a file opens; nothing is written unless the person chooses where.',
  }),
  /** Opens the page on which the service tells what it learned, in the system's browser. */
  openLearned: fallibleCall().taking(nothing, {
    worst:
      'The page on which the telemetry service tells what it learned opens in the browser, with nothing of this page’s in its address.',
    press: ALWAYS,
  }),
  clearHistory: fallibleCall().taking(nothing, {
    worst: 'What was sent can no longer be read here.',
    press: ALWAYS,
  }),
  eraseErrors: fallibleCall().taking(nothing, {
    worst: 'The error reports here and at the service are erased.',
    press: ALWAYS,
  }),
};
