import { join } from 'node:path';
import { runPerson } from './access/personCommand.ts';
import { verify } from './access/verifyCommand.ts';
import { runBackup } from './backup/backupCommand.ts';
import { runCheck } from './checkCommand.ts';
import { readCommandLine, type Command } from './commandLine.ts';
import { unreadableMaps, uploadMaps } from './errors/maps/uploadMaps.ts';
import { openDataFolder } from '../shared/dataFolder.ts';
import { rebuild } from './insights/rebuild.ts';
import { rotatePepper } from './secrets.ts';
import { createService } from './service.ts';
import { openTerminal, runCommand, stopOnSignals } from '../shared/terminal.ts';

/** Where the build puts the pages for browsers. */
const webFolder = join(import.meta.dirname, '../../build/web');
const terminal = openTerminal((t) => t('serviceCommand.name'));
const { say, log, giveUp } = terminal;

async function serve({
  data: dataFolder,
  ...given
}: Extract<Command, { readonly kind: 'serve' }>): Promise<void> {
  const service = await createService({ ...given, dataFolder, log, webFolder });
  stopOnSignals(service);
  const { url, tokenFile: file } = service;
  say((t) => t('serviceCommand.started', { url }));
  say((t) => t('serviceCommand.token', { file }));
  say(() => `  curl -H "Authorization: Bearer $(cat '${file}')" '${url}/v1/records'`);
}

function rotate(data: string, forgetOld: boolean): void {
  const folder = openDataFolder(data, log);
  if (!folder.ok) {
    giveUp(folder.problem);
    return;
  }
  const rotated = rotatePepper(folder.value, { forgetOld });
  folder.value.release();
  if (rotated.ok) say((t) => t('serviceCommand.rotated', { pepper: rotated.value }));
  else giveUp(rotated.problem);
}

function upload({
  data,
  version,
  from,
}: Extract<Command, { readonly kind: 'upload-source-maps' }>): void {
  try {
    const uploaded = uploadMaps(data, version, from);
    if (!uploaded.ok) {
      giveUp(uploaded.problem);
      return;
    }
    const { kept, refused } = uploaded.value;
    for (const problem of refused) giveUp(problem);
    say((t) => t('serviceCommand.maps.kept', { count: kept, version }));
  } catch (error) {
    giveUp(unreadableMaps(from, error));
  }
}

function rebuildInsights(data: string): void {
  const folder = openDataFolder(data, log);
  if (!folder.ok) {
    giveUp(folder.problem);
    return;
  }
  try {
    const { records, days } = rebuild(folder.value, { now: new Date(), log });
    say((t) => t('serviceCommand.rebuilt', { records: String(records), days: String(days) }));
  } finally {
    folder.value.release();
  }
}

async function run(command: Command): Promise<void> {
  switch (command.kind) {
    case 'help':
      say((t) => t('serviceCommand.usage'));
      return;
    case 'rotate-pepper':
      rotate(command.data, command.forgetOld);
      return;
    case 'upload-source-maps':
      upload(command);
      return;
    case 'verify-access-log':
      await verify(command, terminal);
      return;
    case 'person':
      await runPerson(command, terminal);
      return;
    case 'backups':
      await runBackup(command, terminal);
      return;
    case 'check':
      await runCheck(command, terminal);
      return;
    case 'rebuild':
      rebuildInsights(command.data);
      return;
    case 'serve':
      await serve(command);
  }
}

const command = readCommandLine(process.argv.slice(2));
if (command.ok) await runCommand(terminal, () => run(command.value));
else giveUp(command.problem, (t) => t('serviceCommand.usage'));
