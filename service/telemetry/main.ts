import { readCommandLine, type Command } from './commandLine.ts';
import { openDataFolder } from '../shared/dataFolder.ts';
import { rebuild } from './insights/rebuild.ts';
import { rotatePepper } from './secrets.ts';
import { createService } from './service.ts';
import { openTerminal, runCommand, stopOnSignals } from '../shared/terminal.ts';

const terminal = openTerminal((t) => t('serviceCommand.name'));
const { say, log, giveUp } = terminal;

async function serve({
  port,
  data: dataFolder,
  trustedProxies,
  limits,
}: Extract<Command, { readonly kind: 'serve' }>): Promise<void> {
  const service = await createService({ port, dataFolder, trustedProxies, limits, log });
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
