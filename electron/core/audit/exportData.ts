import {
  exportFormat,
  type ExportedRecord,
  type ExportContents,
} from '../../../contract/auditExport.ts';
import { categories } from '../../../contract/datum.ts';
import { genesis } from '../../../contract/ledger.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerHeads } from './ledgerHeads.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { ServiceKeys } from '../upload/serviceKeys.ts';

/** Everything that this device holds, at one instant. */
export function exportData(ports: {
  outboxes: Outboxes;
  ledger: Ledger;
  heads: Pick<LedgerHeads, 'last'>;
  keys: ServiceKeys;
  app: { readonly name: string; readonly version: string };
  now: () => number;
  decodeUtf8: (bytes: Uint8Array) => string;
}): ExportContents {
  const records = categories.flatMap((category) =>
    ports.outboxes[category]
      .all()
      .map(({ surface, state, line, digest, receipt, reason }): ExportedRecord => ({
        category,
        surface,
        state,
        line: ports.decodeUtf8(line),
        digest,
        receipt: receipt && { ...receipt },
        reason,
      })),
  );
  const ledger = [...ports.ledger.all()];
  return {
    format: exportFormat,
    version: 3,
    exportedAt: new Date(ports.now()).toISOString(),
    app: { ...ports.app },
    keys: [...ports.keys.known()],
    records,
    ledger,
    signedHead: ports.heads.last(),
    totals: {
      records: records.length,
      entries: ledger.length,
      lastHash: ledger.at(-1)?.hash ?? genesis,
    },
  };
}
