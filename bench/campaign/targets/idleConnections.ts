import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { pick } from '../../../contract/testing/seeded.testkit.ts';
import type { Target } from '../target.ts';
import { attackServer, strangerHeaders, type Attacker } from '../attackServer.ts';
import type { ServerKind } from '../server.ts';

const PATIENCE_MS = 10_000;
/** Of each attacker: together more than the server has connections for, and than one address may have. */
const HELD = 80;
/** Connections that one attacker opens at once, and milliseconds until the next: by far not a flood. */
const AT_ONCE = 4;
const PAUSE_MS = 300;

const paths = {
  service: ['/v1/records', '/v1/crashes', '/v1/withdrawals'],
  pool: ['/v1/meetings', '/v1/provisioning', '/'],
} as const;
const asked = { service: '/v1/keys', pool: '/v1/meetings/none' } as const;

/** What is sent down a connection that then falls silent: nothing, or part of a request. */
function beginning(kind: ServerKind, unit: () => number): string {
  const [[name, address] = ['', '']] = Object.entries(strangerHeaders(unit));
  const from = unit() < 0.5 ? '203.0.113.7' : address;
  const head = `POST ${pick(unit, paths[kind])} HTTP/1.1\r\nhost: x\r\n${name}: ${from}\r\n`;
  const type = pick(unit, [
    'application/x-ndjson',
    'application/json',
    'multipart/form-data; boundary=x',
  ]);
  const body = `content-type: ${type}\r\ncontent-length: 900000\r\n\r\n`;
  const upgrade =
    'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n' +
    'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: sip\r\n\r\n';
  return pick(unit, [
    '',
    'G',
    head,
    `${head}${body}`,
    `${head}${body}{`,
    `${head}transfer-encoding: chunked\r\ncontent-type: ${type}\r\n\r\n1`,
    `${head.replace('POST', 'GET')}${upgrade}`,
  ]);
}

/** Whether somebody else's request is answered, as if nobody held any connection. */
async function othersAreHeard(
  url: string,
  kind: ServerKind,
  unit: () => number,
): Promise<readonly string[]> {
  const { status } = await fetch(url + asked[kind], {
    headers: { ...strangerHeaders(unit), connection: 'close' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return status === 200 || status === 404 ? [] : [`others were answered ${String(status)}`];
}

const createAttacker =
  (kind: ServerKind) =>
  (url: string): Promise<Attacker> => {
    const held: Socket[] = [];
    const hold = async (unit: () => number): Promise<void> => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      held.push(socket.on('error', () => undefined).resume());
      await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
      socket.write(beginning(kind, unit));
      while (held.length > HELD) held.shift()?.destroy();
    };
    return Promise.resolve(async (unit) => {
      await Promise.all(Array.from({ length: AT_ONCE }, () => hold(unit)));
      const faults = await othersAreHeard(url, kind, unit);
      await setTimeout(PAUSE_MS);
      return faults;
    });
  };

/** Connections that are opened, say nothing or half of it, and are held: nobody else may be kept out by them. */
export const idleConnections: readonly Target[] = (['service', 'pool'] as const).map((kind) =>
  attackServer(`idle connections, ${kind}`, kind, createAttacker(kind), 'few'),
);
