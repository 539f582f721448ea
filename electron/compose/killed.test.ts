import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../../contract/testing/seeded.testkit.ts';
import { readAsAnalyst } from '../../service/telemetry/testing/crashes.ts';
import { createService, type Service } from '../../service/telemetry/service.ts';
import { makeDumps, missingForDumps } from '../testing/crash.testkit.ts';

const script = join(import.meta.dirname, '../testing/crashForever.testkit.ts');
const missing = await missingForDumps();

/** Kills at random instants, spread over these devices at once. */
const KILLS = 200;
const DEVICES = 4;
/** Milliseconds: most of what is to be cut off lies in them. */
const LONGEST_LIFE = 400;

/** Otherwise so many crashes of one device in a day would have their dumps put off. */
const limits = { dumpsPerOwner: { dumps: 1000, bytes: Number.MAX_SAFE_INTEGER } };

let folder: string;
let service: Service;
let dump: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-killed-'));
  if (missing !== undefined) return;
  service = await createService({ dataFolder: join(folder, 'service'), port: 0, limits });
  dump = join(folder, 'genuine.dmp');
  writeFileSync(dump, (await makeDumps()).renderer);
});
afterAll(async () => {
  if (missing === undefined) await service.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/**
 * Starts a session in which this many dumps turn up.
 * @returns the digests of those that have, so far.
 */
async function startSession(device: string, dumps: number) {
  const args = [script, device, service.url, dump, String(dumps)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const digests: string[] = [];
  await Promise.race([
    once(lines, 'line'),
    gone.then(() => Promise.reject(new Error('the session ended before it began'))),
  ]);
  lines.on('line', (digest) => digests.push(digest));
  const firstDump = once(lines, 'line');
  return {
    digests,
    firstDump,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const dumpsOn = (device: string): readonly string[] =>
  globSync('{Crashpad,dumps}/**/*', { cwd: device }).filter(
    (file) => !/(pending|dumps)$/.test(file),
  );

interface Row {
  readonly id: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

async function reported(): Promise<readonly Row[]> {
  const answer = await readAsAnalyst(service, '/v1/records?category=error&limit=1000');
  const { records } = (await answer.json()) as { records: Row[] };
  return records;
}

async function liveAndDie(name: string, unit: () => number): Promise<readonly string[]> {
  const device = join(folder, name);
  mkdirSync(device);
  const digests: string[] = [];
  for (let kill = 0; kill < KILLS / DEVICES; kill += 1) {
    const session = await startSession(device, 2);
    // Half of them live at least until a dump has turned up, however slow the machine is.
    if (kill % 2 === 0) await session.firstDump;
    await delay(unit() * LONGEST_LIFE);
    await session.kill();
    digests.push(...session.digests);
  }
  const last = await startSession(device, 0);
  await expect.poll(() => dumpsOn(device), { timeout: 30_000 }).toEqual([]);
  await expect
    .poll(
      async () =>
        (await reported()).filter((row) => digests.includes(String(row.fields['dumpDigest'])))
          .length,
      { timeout: 30_000 },
    )
    .toBe(digests.length);
  await last.kill();
  return digests;
}

test.skipIf(missing)(
  `killed at ${KILLS} instants while dumps are captured, queued and sent: each is told once, none is lost, none stays behind`,
  async () => {
    const unit = seeded(Date.now());
    const devices = Array.from({ length: DEVICES }, (_, number) =>
      liveAndDie(`device-${number}`, unit),
    );
    const digests = (await Promise.all(devices)).flat();
    expect(digests.length).toBeGreaterThanOrEqual(KILLS / 2);
    const told = (await reported()).map(({ fields }) => fields['dumpDigest']).filter(Boolean);
    expect(new Set(told).size).toBe(told.length);
    // One that came just before its session was killed is reported too, though that session could not print it.
    expect(told).toEqual(expect.arrayContaining(digests));
    const kept = globSync('service/**/*', { cwd: folder, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)))
      .filter((bytes) => bytes.subarray(0, 4).toString('latin1') === 'MDMP');
    // A device that is killed again and again keeps ten at most; those that arrived are all complete.
    expect(kept.length).toBeGreaterThan(0);
    for (const bytes of kept)
      expect(told).toContain(createHash('sha256').update(bytes).digest('hex'));
  },
  900_000,
);
