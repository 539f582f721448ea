import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { refusalOf } from '../listening/listen.ts';
import { codeOf } from '../outcome.ts';
import { fault, warning, type Finding } from './finding.ts';

/** Tries whether a server could listen there. */
export async function portFindings(place: {
  readonly host: string;
  readonly port: number;
}): Promise<readonly Finding[]> {
  const server = createServer();
  try {
    await once(server.listen({ ...place, exclusive: true }), 'listening');
    return [];
  } catch (error) {
    return [fault('port', refusalOf(error, place).said)];
  } finally {
    server.close();
  }
}

/** Looks whether the name that clients know the server by leads to this machine. */
export async function hostFindings(host: string): Promise<readonly Finding[]> {
  try {
    const found = (await lookup(host, { all: true })).map(({ address }) => address);
    const own = Object.values(networkInterfaces()).flatMap((it) => it ?? []);
    return own.some(({ address }) => found.includes(address))
      ? []
      : [
          warning('host', (t) =>
            t('serverCommand.check.elsewhere', { host, addresses: found.join(', ') }),
          ),
        ];
  } catch (error) {
    return [
      fault('host', (t) => t('serverCommand.check.unresolved', { host, code: codeOf(error) })),
    ];
  }
}
