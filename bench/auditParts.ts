import { verifySignature } from '../electron/adapters/crypto.ts';
import { openIdentity } from '../electron/adapters/identity.ts';
import { openKeyFile } from '../electron/adapters/keyFile.ts';
import { createLedgerFile } from '../electron/adapters/ledgerFile.ts';
import type { TelemetryPorts } from '../electron/core/telemetry.ts';

/** What a benchmark of telemetry needs for its ledger, on real files. */
export function auditParts(
  folder: string,
): Pick<
  TelemetryPorts,
  'decodeUtf8' | 'identity' | 'keyFile' | 'ledgerFile' | 'verifySignature' | 'warn'
> {
  const utf8 = new TextDecoder();
  const now = () => Date.now();
  return {
    decodeUtf8: (bytes) => utf8.decode(bytes),
    identity: openIdentity(folder, now()),
    keyFile: openKeyFile(folder, now()),
    ledgerFile: createLedgerFile({ folder, now, onSetAside: () => undefined }),
    verifySignature,
    warn: () => undefined,
  };
}
