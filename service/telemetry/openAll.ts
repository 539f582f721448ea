import type { DatabaseSync } from 'node:sqlite';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import type { About } from '../../contract/insights/about.ts';
import { accessLogFile, createAccessLog, type AccessLog } from './access/accessLog.ts';
import type { Network } from '../shared/clientAddress.ts';
import { readOpenId, type OpenIdSettings } from './access/openIdFile.ts';
import { createPersons, type Persons } from './access/persons.ts';
import { alertsFile, createAlertStore, type AlertStore } from './alerts/alertStore.ts';
import { readWebhookNetworks } from './alerts/webhookFile.ts';
import { readSmtp, type SmtpSettings } from './alerts/smtpFile.ts';
import { openErasures, relevantSince } from './backup/erasures.ts';
import { createCrashStore, type CrashStore } from './crashes/crashStore.ts';
import { createDumpQuotas, type DumpQuotas } from './crashes/dumpQuotas.ts';
import { openDumpFolder, type DumpFolder } from './crashes/dumpFolder.ts';
import { createDeminifier, type Deminifier } from './errors/maps/deminifier.ts';
import { createErrorStates, type ErrorStates } from './errors/states/states.ts';
import type { Clock } from './ingest/intake.ts';
import { createInsights, type Insights } from './insights/insights.ts';
import { unusableFolder, type DataFolder } from '../shared/dataFolder.ts';
import type { Limits } from './limits.ts';
import { CannotStart, done, failed, type Log, type Outcome } from '../shared/outcome.ts';
import { learnedFile, openLearnedSetting, type LearnedSetting } from './learned/setting.ts';
import { openOfficerSettings, type OfficerSettings } from './settings/officerSettings.ts';
import { openReserve } from './store/reserve.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { createSigner, type Signer } from './signer.ts';
import { createRecordQuotas, type RecordQuotas } from './store/recordQuotas.ts';
import { createRetention, type Retention } from './store/retention.ts';
import { createStore, type Store } from './store/store.ts';
import { openDatabase } from './store/storeSchema.ts';
import { isSynthetic } from './synthetic.ts';

/** What the service has opened of its data folder. */
export interface Opened {
  readonly db: DatabaseSync;
  readonly secrets: Secrets;
  /** null if people sign in with the token only. */
  readonly openId: OpenIdSettings | null;
  /** null if alerts go to webhooks only. */
  readonly smtp: SmtpSettings | null;
  /** Networks that are not public, and yet allowed to webhooks. */
  readonly networks: readonly Network[];
  readonly alertStore: AlertStore;
  readonly accessLog: AccessLog;
  readonly persons: Persons;
  readonly setting: LearnedSetting;
  readonly officerSettings: OfficerSettings;
  readonly signer: Signer;
  readonly store: Store;
  readonly dumps: DumpFolder;
  readonly crashes: CrashStore;
  readonly quotas: DumpQuotas;
  readonly recordQuotas: RecordQuotas;
  readonly retention: Retention;
  readonly insights: Insights;
  readonly about: () => About;
  readonly deminify: Deminifier;
  readonly states: ErrorStates;
}

/** Opens everything that a data folder holds. */
export function openAll(
  folder: DataFolder,
  ports: {
    readonly clock: Clock;
    readonly log: Log;
    readonly limits: Limits;
    readonly outside: string | undefined;
  },
): Outcome<Opened, LocalizedText> {
  try {
    const secrets = openSecrets(folder);
    if (!secrets.ok) return secrets;
    const openId = readOpenId(folder);
    if (!openId.ok) return openId;
    const smtp = readSmtp(folder);
    if (!smtp.ok) return smtp;
    const networks = readWebhookNetworks(folder);
    if (!networks.ok) return networks;
    const { limits, clock, log, outside } = ports;
    const officerSettings = openOfficerSettings(folder, limits, log);
    if (!officerSettings.ok) return officerSettings;
    const accessLog = createAccessLog(folder.file(accessLogFile), { clock, log });
    const db = openDatabase(folder.file('records.db'), { now: clock(), log });
    const reserve = { bytes: limits.reserveBytes, log };
    const kept = openReserve(folder.file('reserve'), reserve);
    const since = relevantSince(limits, clock());
    const erasures = openErasures(folder, { db, since, outside, log });
    const store = createStore(db, kept, limits.withdrawalsKept, erasures.note);
    const dumps = openDumpFolder(folder.file('dumps'));
    const { inForce } = officerSettings.value;
    const insights = createInsights(db, () => inForce.leastDevices);
    const retention = createRetention(db, inForce, kept, insights.mayDelete);
    const crashes = createCrashStore(db, { folder: dumps, keepDays: () => inForce.errorDays });
    const quotas = createDumpQuotas(db, limits, clock);
    const recordQuotas = createRecordQuotas(db, limits, clock);
    const signer = createSigner(secrets.value.signingKey);
    const persons = createPersons(db, {
      secrets: secrets.value,
      signer,
      accessLog,
      erasures,
      crashes,
      dumps,
      clock,
      deleted: recordQuotas.deleted,
    });
    const setting = openLearnedSetting(folder.file(learnedFile), log);
    const synthetic = isSynthetic(folder.path);
    const stores = {
      alertStore: createAlertStore(folder.file(alertsFile), { clock, log }),
      db,
      setting,
      officerSettings: officerSettings.value,
      accessLog,
      persons,
      signer,
      store,
      dumps,
      crashes,
      quotas,
      recordQuotas,
      retention,
      insights,
      about: () => ({ synthetic, k: inForce.leastDevices }),
      deminify: createDeminifier(folder.path),
      states: createErrorStates(db),
    };
    const settings = { openId: openId.value, smtp: smtp.value, networks: networks.value };
    return done({ secrets: secrets.value, ...settings, ...stores });
  } catch (error) {
    if (error instanceof CannotStart) return failed(error.said);
    return failed(unusableFolder(folder.path, error));
  }
}
