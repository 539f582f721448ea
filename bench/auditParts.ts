import { verifySignature } from '../electron/adapters/system/crypto.ts';
import { createLedgerFile } from '../electron/adapters/audit/ledgerFile.ts';
import type { Identity } from '../electron/core/ports/identity.ts';
import type { TelemetryPorts } from '../electron/core/telemetry/telemetry.ts';
import type { CandorSchema } from '../contract/records.ts';

/** In memory, as the keys below: electron-store keeps the client's own, and no bench under Node has Electron. */
const identity: Identity = {
  deviceId: '5e872200-f546-4ccd-8f23-af5f507aa2dd',
  withdrawalKey: () => 'f'.repeat(64),
  withdrawals: () => [],
  sendsTo: () => undefined,
  withdraw: () => undefined,
  confirmed: () => undefined,
};

/** What a benchmark of telemetry needs for its ledger, which is on disk. */
export function auditParts(
  folder: string,
): Pick<
  TelemetryPorts<CandorSchema>,
  'decodeUtf8' | 'headFile' | 'identity' | 'keyFile' | 'ledgerFile' | 'verifySignature' | 'warn'
> {
  const utf8 = new TextDecoder();
  const now = () => Date.now();
  return {
    decodeUtf8: (bytes) => utf8.decode(bytes),
    identity,
    headFile: { read: () => null, write: () => undefined },
    keyFile: {
      read: () => [],
      write: () => undefined,
      retention: () => undefined,
      writeRetention: () => undefined,
      learnedBy: () => null,
      writeLearnedBy: () => undefined,
    },
    ledgerFile: createLedgerFile({ folder, now, onSetAside: () => undefined }),
    verifySignature,
    warn: () => undefined,
  };
}
