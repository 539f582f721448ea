import { onTestFinished } from 'vitest';
import { createLedgerFile } from '../adapters/audit/ledgerFile.ts';
import type { Erasure, Identity } from '../core/ports/identity.ts';
import type { HeadFile } from '../core/ports/ledger.ts';
import type { Clock } from '../core/ports/system.ts';
import type { KeyFile } from '../core/ports/telemetryService.ts';

/** As identity.json keeps it, in memory. */
export function createTestIdentity(): Identity {
  let keys = 1;
  let key = 'f'.repeat(64);
  let asked: Erasure[] = [];
  const sentTo = new Set<string>();
  return {
    deviceId: '5e872200-f546-4ccd-8f23-af5f507aa2dd',
    withdrawalKey: () => key,
    withdrawals: () => asked,
    sendsTo: (address) => void sentTo.add(address),
    withdraw(askedAt, here) {
      const owing = sentTo.size > 0 ? [...sentTo] : [here];
      asked = [...asked, ...owing.map((by) => ({ key, askedAt, by }))];
      sentTo.clear();
      keys += 1;
      key = String(keys).padStart(64, '0');
    },
    confirmed: (done) => {
      asked = asked.filter((it) => it.key !== done.key || it.by !== done.by);
    },
  };
}

export function createTestKeys(): KeyFile {
  let keys: ReturnType<KeyFile['read']> = [];
  let retention: ReturnType<KeyFile['retention']>;
  let learnedBy: string | null = null;
  return {
    read: () => keys,
    write: (next) => {
      keys = next;
    },
    retention: () => retention,
    writeRetention: (said) => {
      retention = said;
    },
    learnedBy: () => learnedBy,
    writeLearnedBy: (by) => {
      learnedBy = by;
    },
  };
}

export function createTestHead(): HeadFile {
  let head: ReturnType<HeadFile['read']> = null;
  return {
    read: () => head,
    write: (next) => {
      head = next;
    },
  };
}

export function openLedgerFile(folder: string, clock: Clock) {
  const file = createLedgerFile({ folder, now: () => clock.now(), onSetAside: () => undefined });
  onTestFinished(file.close);
  return file;
}

/** What a client keeps to prove what it did: the ledger on disk, the rest in memory unless it is given. */
export function openAuditFiles(
  folder: string,
  clock: Clock,
  given: { readonly headFile?: HeadFile; readonly keyFile?: KeyFile },
) {
  const { headFile = createTestHead(), keyFile = createTestKeys() } = given;
  const ledgerFile = openLedgerFile(folder, clock);
  return { identity: createTestIdentity(), ledgerFile, headFile, keyFile };
}
