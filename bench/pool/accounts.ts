/*
 * An organisation at the pool, beside Kamailio on the same work: everyone signs in, messages go to and fro, the server
 * is restarted under everyone, and all come back. Once more at the pool with each client waiting for its organisation's
 * policy meanwhile, as Candor's do, which Kamailio has not. `node bench/pool/accounts.ts [ACCOUNTS]`, 5,000 by default.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { whyNoKamailio } from '../../service/pool/interop/kamailio.ts';
import { median, percentile } from '../compare.ts';
import { createDevice, type Device } from './device.ts';
import { kamailio, ourPool, type MeasuredServer } from './servers.ts';

const ACCOUNTS = Number(process.argv[2] ?? 5000);
const MESSAGES_A_SECOND = 50;
const SECONDS = 30;
/** Within so many milliseconds everyone is to be back after a restart. */
const TARGET_MS = 60_000;
const text = 'Shall we move the review to Thursday, after lunch? 👍';

const passwords = new Map(
  Array.from({ length: ACCOUNTS }, (_, index) => [`person${index}@contoso.com`, `own-${index}`]),
);

/** Resolves with the milliseconds until all are signed in; so long as it takes, or three times the target. */
async function allIn(devices: readonly Device[]): Promise<number> {
  const began = performance.now();
  while (devices.some((device) => !device.isSignedIn())) {
    if (performance.now() - began > 3 * TARGET_MS) return Infinity;
    await pause(50);
  }
  return performance.now() - began;
}

/** Each device writes to another at random, at an even rate. @returns how long each message took, and what failed. */
async function converse(devices: readonly Device[]) {
  const addresses = [...passwords.keys()];
  const at = () => Math.floor(Math.random() * devices.length);
  const [took, failures]: [number[], string[]] = [[], []];
  const began = performance.now();
  const sent: Promise<void>[] = [];
  for (let message = 0; message < MESSAGES_A_SECOND * SECONDS; message += 1) {
    await pause(Math.max(0, began + (message * 1000) / MESSAGES_A_SECOND - performance.now()));
    const written = devices[at()]?.write(addresses[at()] ?? '', text);
    if (written)
      sent.push(
        written.then(
          (ms) => void took.push(ms),
          (error: unknown) => void failures.push(String(error)),
        ),
      );
  }
  await Promise.all(sent);
  return { took, failures };
}

async function measure(server: MeasuredServer, hasPolicy: boolean) {
  await server.start();
  const empty = server.use();
  let refusals = 0;
  const fleet = {
    url: server.url,
    signedIn: () => undefined,
    refused: () => {
      refusals += 1;
    },
  };
  const devices = [...passwords].map(([address, password]) =>
    createDevice(address, password, fleet),
  );
  for (const { connect } of devices) connect();
  const first = await allIn(devices);
  const followers = hasPolicy
    ? fork(join(import.meta.dirname, 'followPolicy.ts'), [server.url.replace('ws', 'http')])
    : undefined;
  followers?.send([...passwords]);
  await pause(hasPolicy ? 15_000 : 2000);
  const quiet = server.use();
  const { took, failures } = await converse(devices);
  const busy = server.use();
  await server.stop();
  await server.start();
  const back = await allIn(devices);
  const storm = server.use();
  followers?.kill();
  for (const { close } of devices) close();
  await server.stop();
  const thousands = ACCOUNTS / 1000;
  return {
    '': hasPolicy ? `${server.name}, policy too` : server.name,
    'all in, s': (first / 1000).toFixed(1),
    'memory a thousand, MB': ((quiet.memory - empty.memory) / thousands / 2 ** 20).toFixed(1),
    'message, median ms': median(took).toFixed(1),
    '99 % ms': percentile(took, 0.99).toFixed(1),
    'not answered': failures.length,
    'CPU meanwhile, % of a core': (((busy.cpu - quiet.cpu) * 100) / SECONDS).toFixed(0),
    'CPU s a thousand signing in': (storm.cpu / thousands).toFixed(2),
    'all back, s': (back / 1000).toFixed(1),
    'refused for good': refusals,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'candor-bench-accounts-'));
try {
  const pool = await ourPool(join(folder, 'pool'), passwords);
  const rows = [await measure(pool, false), await measure(pool, true)];
  const why = whyNoKamailio();
  if (why === undefined)
    rows.push(await measure(await kamailio(join(folder, 'kamailio'), passwords), false));
  else console.log(`without Kamailio: ${why}`);
  console.log(`${ACCOUNTS} accounts, ${MESSAGES_A_SECOND} messages a second for ${SECONDS} s`);
  console.table(rows);
  console.log(`target: all back within ${TARGET_MS / 1000} s of the restart, nobody refused`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
