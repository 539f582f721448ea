import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { codeOf, type Log } from '../../shared/outcome.ts';
import { freeze, thaw } from '../store/frozen.ts';

/**
 * The socket on which another process on this machine asks the running service to keep its database files unchanged.
 */
export const BACKUP_SOCKET = 'backup.sock';

/** Sent once at first, and again for every line received; anything else means that the files change. */
export const HELD = 'held\n';

/**
 * Keeps the files unchanged for whoever asks, until they disconnect or somebody's rows must be erased from the files.
 */
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
 * Lets `backup` copy the running service's databases through a socket in the data folder, which only its owner can
 * open. If no socket can be made, the log says so: then the service must be stopped for a back-up.
 * @returns a function that stops it.
 */
export async function offerFiles(
  folder: DataFolder,
  { db, log }: { readonly db: DatabaseSync; readonly log: Log },
): Promise<() => void> {
  if (process.platform === 'win32') return () => undefined; // Node has no file sockets on Windows.
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
    // Left by a service that was killed: only this one has the folder.
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
