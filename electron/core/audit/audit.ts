import { createEmitter } from '../../../contract/emitter.ts';
import { categories } from '../../../contract/datum.ts';
import type { ExportContents } from '../../../contract/auditExport.ts';
import { learnedPage } from '../../../contract/learnedOpen.ts';
import type { RetentionDays } from '../../../contract/retention.ts';
import type { ConfirmedErasure, LedgerView } from '../../../contract/viewer.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import { toHex } from '../records/entry.ts';
import { exportData } from './exportData.ts';
import { exportText } from './exportText.ts';
import { ownerOf } from '../records/identity.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createLedgerHeads, type LedgerHeads } from './ledgerHeads.ts';
import type { SurfaceKeeper } from '../telemetry/surfaceKeeper.ts';
import { noteDecisions } from './noteDecisions.ts';
import type { Random, Sha256, VerifySignature } from '../ports/crypto.ts';
import type { Erasure, Identity } from '../ports/identity.ts';
import type { HeadFile, LedgerFile } from '../ports/ledger.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { KeyFile, ServiceClient } from '../ports/telemetryService.ts';
import { createReceipts, type Receipts } from '../upload/receipts.ts';
import { createRecordList, type RecordList } from './recordList.ts';
import { createServiceKeys } from '../upload/serviceKeys.ts';
import type { Warn } from '../telemetry/warnings.ts';
import { createErasureRequests, type ErasureRequests } from '../upload/erasureRequests.ts';

/** What the viewer shows and does. */
export interface Audit extends Pick<RecordList, 'page' | 'find'> {
  readonly ledger: (limit: number) => LedgerView;
  /** Deletes what was sent or rejected from this device; the ledger records that. */
  readonly clearHistory: () => void;
  /** The erasures that services owe, oldest first; a new array whenever they change. */
  readonly erasures: () => readonly Erasure[];
  /** What services have confirmed since an erasure was last asked for. */
  readonly confirmedErasures: () => readonly ConfirmedErasure[];
  /** For how many days at most the service keeps what is sent to it; undefined if it has not said so. */
  readonly retention: () => RetentionDays | undefined;
  /** The page on which the service tells everyone what it learned; undefined if it has not said that there is one. */
  readonly learned: () => string | undefined;
  readonly exportData: () => ExportContents;
  /** The text that Export writes, in chunks. */
  readonly exportText: () => Iterable<string>;
  /** Called when records, the ledger or a pending erasure have changed. */
  readonly onChange: (listener: () => void) => void;
}

export interface AuditPorts {
  readonly ledgerFile: LedgerFile;
  readonly headFile: HeadFile;
  readonly keyFile: KeyFile;
  readonly verifySignature: VerifySignature;
  readonly identity: Identity;
  readonly warn: Warn;
  /** undefined if no service is configured: records then stay on this device. */
  readonly service: ServiceClient | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256: Sha256;
  readonly decodeUtf8: (bytes: Uint8Array) => string;
  readonly log: Log;
  readonly app: { readonly name: string; readonly version: string };
}

export interface AuditParts {
  readonly audit: Audit;
  readonly ledger: Ledger;
  readonly heads: LedgerHeads;
  readonly receipts: Receipts;
  readonly withdrawals: (service: ServiceClient, wake: () => void) => ErasureRequests;
  /** Retires the key, and asks the service to erase what it holds under it. Throws if the disk refuses. */
  readonly askErasure: () => void;
  /** Called whenever an outbox has changed. */
  readonly changed: () => void;
}

/** Connects the ledger, the receipts, the erasures and the list of records. */
export function createAudit(
  ports: AuditPorts & {
    consent: ConsentKeeper;
    outboxes: Outboxes;
    where: Pick<SurfaceKeeper, 'surface' | 'meetingSurface'>;
  },
): AuditParts {
  const { clock, outboxes, identity, sha256 } = ports;
  const now = () => clock.now();
  const ledger = createLedger({
    file: ports.ledgerFile,
    sha256,
    log: ports.log,
    now,
    version: ports.app.version,
  });
  const keys = createServiceKeys({
    ...ports,
    file: ports.keyFile,
    verify: ports.verifySignature,
    ledger,
    now,
    onSaid: () => {
      tell();
    },
  });
  const heads = createLedgerHeads({ ...ports, ledger, keys, file: ports.headFile });
  const exported = () => exportData({ ...ports, ledger, heads, keys, now });
  const list = createRecordList(outboxes, keys);
  const changes = createEmitter();
  let telling = false;
  let confirmed: readonly ConfirmedErasure[] = [];

  /** Several changes at once are reported as one. */
  const tell = () => {
    list.renew();
    if (telling) return;
    telling = true;
    clock.soon(() => {
      telling = false;
      changes.emit();
    });
  };
  ledger.onChange(tell);
  noteDecisions(ports.consent, ledger, ports.where);

  return {
    ledger,
    heads,
    receipts: createReceipts({ ...ports, keys, ledger }),
    withdrawals: (service, wake) =>
      createErasureRequests({
        ...ports,
        service,
        keys,
        ledger,
        heads,
        wake,
        onConfirmed: ({ erased, at, signature }, by) => {
          confirmed = [...confirmed, { erased, at, signature, by: by ?? null }];
          tell();
        },
      }),
    askErasure() {
      const owner = ownerOf(identity.withdrawalKey(), sha256);
      identity.withdraw(new Date(now()).toISOString(), ports.service?.address());
      confirmed = [];
      ledger.note({ kind: 'withdrawalAsked', owner });
    },
    changed: tell,
    audit: {
      page: list.page,
      find: list.find,
      ledger: heads.view,
      clearHistory() {
        const records = categories.reduce((sum, it) => sum + outboxes[it].clearHistory(), 0);
        ledger.note({ kind: 'historyCleared', records });
      },
      erasures: () => identity.withdrawals(),
      confirmedErasures: () => confirmed,
      retention() {
        const said = ports.keyFile.retention();
        return said?.by === ports.service?.address() ? said?.days : undefined;
      },
      learned() {
        const by = ports.keyFile.learnedBy();
        return by !== null && by === ports.service?.address() ? learnedPage(by) : undefined;
      },
      exportData: exported,
      exportText: () => exportText(exported(), (text) => toHex(sha256(text))),
      onChange: changes.listen,
    },
  };
}
