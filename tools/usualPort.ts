import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Whether something can listen on this port of the loopback address. */
async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false; // Taken, or reserved by the system: either way another one is needed.
  }
  probe.close();
  await once(probe, 'close');
  return true;
}

function readPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    return 0; // The first time, there is none.
  }
}

/**
 * Opens a server on the port of the last time, so that links to it and what it owes to clients remain valid; on another
 * one if that port is taken.
 * @param dataFolder the server's, in which the port is stored.
 */
export async function openAtUsualPort<Server extends { readonly url: string }>(
  dataFolder: string,
  open: (port: number) => Promise<Server>,
): Promise<Server> {
  const file = join(dataFolder, 'usual-port');
  const usual = readPort(file);
  const server = await open(usual !== 0 && (await isFree(usual)) ? usual : 0);
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, new URL(server.url).port);
  return server;
}
