import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { openDataFolder, unusableFolder } from '../../shared/dataFolder.ts';
import { done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { BACKUP_SOCKET, HELD } from './offerFiles.ts';

/** A service's database files, which stay unchanged until they are released. */
export interface HeldFiles {
  /** Whether they have stayed unchanged until now. */
  readonly isHeld: () => Promise<boolean>;
  readonly letGo: () => void;
}

type Held = Outcome<HeldFiles, LocalizedText>;

async function reach(path: string): Promise<Socket | undefined> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return socket.setEncoding('utf8').on('error', () => undefined);
  } catch {
    return undefined;
  }
}

/** @returns the next line; empty if the other end has closed. */
async function heard(socket: Socket): Promise<string> {
  if (socket.destroyed || socket.readableEnded) return '';
  const [text] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as unknown[];
  return typeof text === 'string' ? text : '';
}

async function askService(data: string): Promise<Held | undefined> {
  const socket = await reach(join(data, BACKUP_SOCKET));
  if (!socket) return undefined;
  const state = await heard(socket);
  if (state !== HELD) {
    socket.destroy();
    return state === 'busy\n'
      ? failed((t) => t('serviceCommand.backup.busy'))
      : failed((t) => t('serviceCommand.backup.notHeld', { code: state.trim() }));
  }
  return done({
    async isHeld() {
      const answer = heard(socket);
      socket.write('\n');
      return (await answer) === HELD;
    },
    letGo: () => socket.destroy(),
  });
}

function holdAtRest(data: string, log: Log): Held {
  if (!existsSync(join(data, 'records.db')))
    return failed((t) => t('serverCommand.backup.noData', { path: data }));
  const folder = openDataFolder(data, log);
  if (!folder.ok) return folder;
  try {
    // Checkpoints what a killed service left in its write-ahead logs.
    openDatabase(folder.value.file('records.db'), { now: new Date(), log }).close();
  } catch (error) {
    folder.value.release();
    return failed(unusableFolder(folder.value.path, error));
  }
  return done({ isHeld: () => Promise.resolve(true), letGo: folder.value.release });
}

/** Keeps a service's database files unchanged, whether it runs or not. */
export const holdFiles = async (data: string, log: Log): Promise<Held> =>
  (await askService(data)) ?? holdAtRest(data, log);
