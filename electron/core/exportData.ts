import { exportFormat, type AuditExport, type ExportedRecord } from '../../contract/auditExport.ts';
import { categories } from '../../contract/catalogue.ts';
import type { Ledger } from './ledger.ts';
import type { Drawers } from './ports.ts';
import type { ServiceKeys } from './serviceKeys.ts';

/** Everything that this device holds, in the shape that `candor verify` checks. */
export function exportData(ports: {
  drawers: Drawers;
  ledger: Ledger;
  keys: ServiceKeys;
  app: { readonly name: string; readonly version: string };
  now: () => number;
  decodeUtf8: (bytes: Uint8Array) => string;
}): AuditExport {
  const exported = categories.flatMap((category) =>
    ports.drawers[category]
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
  return {
    format: exportFormat,
    version: 1,
    exportedAt: new Date(ports.now()).toISOString(),
    app: { ...ports.app },
    keys: [...ports.keys.known()],
    records: exported,
    ledger: [...ports.ledger.all()],
  };
}
