import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { codeOf, type Log } from '../../shared/outcome.ts';
import { freeze, thaw } from '../store/frozen.ts';

/** By which another process on this machine has the running service keep its databases' files as they are. */
export const BACKUP_SOCKET = 'backup.sock';

/** Once at the beginning, and again for every line that is asked by; where it says anything else, the files change. */
export const HELD = 'held\n';

/** Keeps the files as they are for one who asks, until they go or somebody's rows have to leave the files. */
function createAnswer(db: DatabaseSync) {
  let holder: Socket | undefined;
  return (socket: Socket): void => {
    if (holder) {
      socket.end('busy\n');
      return;
    }
    try {
      freeze(db, () => {
        holder = undefined;
        socket.destroy();
      });
    } catch (error) {
      socket.end(`${codeOf(error)}\n`);
      return;
    }
    holder = socket;
    socket.on('close', () => {
      if (holder === socket) thaw(db);
    });
    socket.on('data', () => socket.write(HELD));
    socket.write(HELD);
  };
}

/**
 * Lets `backup` copy the running service's databases, by a socket in the data folder, which is closed to everyone else.
 * Where there can be no such socket, the log says so: then the service has to be stopped for a back-up.
 * @returns what ends it.
 */
export async function offerFiles(
  folder: DataFolder,
  { db, log }: { readonly db: DatabaseSync; readonly log: Log },
): Promise<() => void> {
  if (process.platform === 'win32') return () => undefined; // It has no sockets among its files.
  const path = folder.file(BACKUP_SOCKET);
  const sockets = new Set<Socket>();
  const answer = createAnswer(db);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    answer(socket);
  });
  try {
    // Of a service that was killed: this one alone has the folder.
    rmSync(path, { force: true });
    server.listen(path);
    await once(server, 'listening');
    chmodSync(path, 0o600);
  } catch (error) {
    log((t) => t('serviceCommand.backup.noSocket', { path, code: codeOf(error) }));
  }
  server.unref();
  return () => {
    thaw(db);
    for (const socket of sockets) socket.destroy();
    server.close();
  };
}
