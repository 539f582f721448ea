import type { LocalizedText } from '../../contract/text/terminal.ts';
import { accessLogFile, createAccessLog, type AccessLog } from './access/accessLog.ts';
import { readOpenId, type OpenIdSettings } from './access/openIdFile.ts';
import { createPersons, type Persons } from './access/persons.ts';
import { createCrashStore, type CrashStore } from './crashes/crashStore.ts';
import { createDumpQuotas, type DumpQuotas } from './crashes/dumpQuotas.ts';
import { openDumpFolder, type DumpFolder } from './crashes/dumpFolder.ts';
import type { Clock } from './ingest/intake.ts';
import { unusableFolder, type DataFolder } from '../shared/dataFolder.ts';
import type { Limits } from './limits.ts';
import { done, failed, type Log, type Outcome } from '../shared/outcome.ts';
import { openReserve } from './store/reserve.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { createSigner, type Signer } from './signer.ts';
import { createRecordQuotas, type RecordQuotas } from './store/recordQuotas.ts';
import { createRetention, type Retention } from './store/retention.ts';
import { createStore, type Store } from './store/store.ts';
import { openDatabase } from './store/storeSchema.ts';

/** What the service has open of its data folder. */
export interface Opened {
  readonly secrets: Secrets;
  /** null where people sign in with the token alone. */
  readonly openId: OpenIdSettings | null;
  readonly accessLog: AccessLog;
  readonly persons: Persons;
  readonly signer: Signer;
  readonly store: Store;
  readonly dumps: DumpFolder;
  readonly crashes: CrashStore;
  readonly quotas: DumpQuotas;
  readonly recordQuotas: RecordQuotas;
  readonly retention: Retention;
}

/** Opens all that a data folder holds. */
export function openAll(
  folder: DataFolder,
  ports: { readonly clock: Clock; readonly log: Log; readonly limits: Limits },
): Outcome<Opened, LocalizedText> {
  try {
    const secrets = openSecrets(folder);
    if (!secrets.ok) return secrets;
    const openId = readOpenId(folder);
    if (!openId.ok) return openId;
    const { limits, clock, log } = ports;
    const accessLog = createAccessLog(folder.file(accessLogFile), { clock, log });
    const db = openDatabase(folder.file('records.db'), { now: clock(), log });
    const reserve = { bytes: limits.reserveBytes, log };
    const kept = openReserve(folder.file('reserve'), reserve);
    const store = createStore(db, kept, limits.withdrawalsKept);
    const dumps = openDumpFolder(folder.file('dumps'));
    const keepDays = limits.errorDays;
    const retention = createRetention(db, limits, kept);
    const crashes = createCrashStore(db, { folder: dumps, keepDays });
    const quotas = createDumpQuotas(db, limits, clock);
    const recordQuotas = createRecordQuotas(db, limits, clock);
    const signer = createSigner(secrets.value.signingKey);
    const persons = createPersons(db, {
      secrets: secrets.value,
      signer,
      accessLog,
      crashes,
      dumps,
      clock,
      deleted: recordQuotas.deleted,
    });
    const stores = {
      accessLog,
      persons,
      signer,
      store,
      dumps,
      crashes,
      quotas,
      recordQuotas,
      retention,
    };
    return done({ secrets: secrets.value, openId: openId.value, ...stores });
  } catch (error) {
    return failed(unusableFolder(folder.path, error));
  }
}
