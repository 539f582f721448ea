import { userInfo } from 'node:os';
import { createTexts } from '../../../contract/text/index.ts';
import { terminalLanguage, type LocalizedText } from '../../../contract/text/terminal.ts';
import { openDataFolder, unusableFolder, type DataFolder } from '../../shared/dataFolder.ts';
import { done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import type { Terminal } from '../../shared/terminal.ts';
import { openErasures } from '../backup/erasures.ts';
import { createCrashStore } from '../crashes/crashStore.ts';
import { openDumpFolder } from '../crashes/dumpFolder.ts';
import { openSecrets } from '../secrets.ts';
import { createSigner } from '../signer.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { accessLogFile, createAccessLog } from './accessLog.ts';
import type { PersonCommand } from './commandLine.ts';
import { createPersons, type Persons } from './persons.ts';

const clock = () => new Date();

/** Opens the same files as the service. */
function openPersons(
  folder: DataFolder,
  log: Log,
): Outcome<Persons & { readonly close: () => void }, LocalizedText> {
  const secrets = openSecrets(folder);
  if (!secrets.ok) return secrets;
  try {
    const db = openDatabase(folder.file('records.db'), { now: clock(), log });
    const accessLog = createAccessLog(folder.file(accessLogFile), { clock, log });
    const dumps = openDumpFolder(folder.file('dumps'));
    // It deletes nothing by age here, so how long dumps are kept doesn't matter.
    const crashes = createCrashStore(db, { folder: dumps, keepDays: Infinity });
    const signer = createSigner(secrets.value.signingKey);
    // On its start, the service deletes old entries and copies the journal.
    const erasures = openErasures(folder, { db, since: '', outside: undefined, log });
    const stores = { accessLog, dumps, crashes, signer, erasures };
    const deleted = () => undefined;
    return done({
      ...createPersons(db, { ...stores, secrets: secrets.value, clock, deleted }),
      close: () => {
        accessLog.close();
        db.close();
      },
    });
  } catch (error) {
    return failed(unusableFolder(folder.path, error));
  }
}

/** `candor-service person`: prints the result as JSON to standard output, and what can't be found to standard error. */
export async function runPerson(
  { data, account, what }: PersonCommand,
  { say, log, giveUp }: Terminal,
): Promise<void> {
  const folder = openDataFolder(data, log);
  if (!folder.ok) {
    giveUp(folder.problem, (t) => t('serviceCommand.person.byRoute'));
    return;
  }
  const persons = openPersons(folder.value, log);
  if (!persons.ok) {
    folder.value.release();
    giveUp(persons.problem);
    return;
  }
  try {
    const who = { by: 'command', subject: null, name: userInfo().username } as const;
    const { t } = createTexts(terminalLanguage(process.env));
    const answer = await persons.value[what](account, { who, t });
    if (!answer) {
      giveUp((said) => said('serviceCommand.person.unnoted'));
      return;
    }
    say(() => JSON.stringify(answer, null, 2));
    for (const { said } of answer.cannotFind) log(() => said);
  } finally {
    persons.value.close();
    folder.value.release();
  }
}
