import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { noPolicy } from '../../contract/consent.ts';
import { seeded } from '../../contract/testing/seeded.testkit.ts';
import { consentText } from '../../contract/consentText.ts';
import { createSqliteHistory } from '../adapters/history/sqliteHistory.ts';
import { createConsentKeeper } from '../core/consent/consentKeeper.ts';
import type { History } from '../core/conversations/history.ts';
import type { HistoryCounter } from '../core/conversations/history.ts';
import { createHistoryCounts } from '../core/telemetry/historyCounts.ts';
import { createManualClock } from '../testing/clock.testkit.ts';
import {
  createListLog,
  openOutboxes,
  optedOut,
  refusal,
  temporaryFolder,
} from '../testing/telemetry.testkit.ts';

const script = join(import.meta.dirname, '../testing/messageForever.testkit.ts');
const KILLS = 20;
/** Milliseconds after the first message. */
const LONGEST_LIFE = 150;

/**
 * Runs until it is killed at a random instant, or to its end if none is given.
 * @returns what was acknowledged.
 */
async function live(folder: string, lifeMs?: number): Promise<readonly string[]> {
  const args = [script, folder, ...(lifeMs === undefined ? ['0'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const said: string[] = [];
  const ready = once(lines, 'line');
  lines.on('line', (line) => said.push(line));
  await Promise.race([ready, gone]);
  if (lifeMs !== undefined) {
    await delay(lifeMs);
    child.kill('SIGKILL');
  }
  await gone;
  return said.filter((line) => line !== 'ready');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** How many of these the usage outbox has, in records and in counters. */
function countedIn(folder: string, name: HistoryCounter): number {
  const database = new DatabaseSync(join(folder, 'outbox', 'usage.db'), { readOnly: true });
  const lines = database.prepare('SELECT CAST(line AS TEXT) AS line FROM records').all();
  const rolled = lines.map(({ line }) => {
    const { fields } = JSON.parse(String(line)) as { fields: Record<string, number> };
    return fields[name] ?? 0;
  });
  const open = database.prepare('SELECT amount FROM counters WHERE name = ?').all(name);
  database.close();
  return sum([...rolled, ...open.map(({ amount }) => Number(amount))]);
}

function keptIn(folder: string, delivery: string, isCall = false): number {
  const file = join(folder, 'conversations', 'eve.db');
  const database = new DatabaseSync(file, { readOnly: true });
  const found = database
    .prepare(
      'SELECT count(*) AS count FROM messages LEFT JOIN calls USING (place) WHERE delivery = ? AND (direction IS NOT NULL) = ?',
    )
    .get(delivery, isCall ? 1 : 0);
  database.close();
  return Number(found?.['count']);
}

it('each message and call that is kept is counted once, and none else, though the process is killed at any instant', async () => {
  const folder = temporaryFolder();
  const unit = seeded(7);
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1)
    acknowledged.push(...(await live(folder, unit() * LONGEST_LIFE)));
  await live(folder);
  const of = (direction: string) => acknowledged.filter((it) => it === direction).length;
  expect(acknowledged.length).toBeGreaterThan(KILLS);
  expect(keptIn(folder, 'received')).toBeGreaterThanOrEqual(of('Incoming'));
  expect(keptIn(folder, 'delivered')).toBeGreaterThanOrEqual(of('Outgoing'));
  expect(keptIn(folder, 'delivered', true)).toBeGreaterThanOrEqual(of('Call'));
  expect(countedIn(folder, 'imReceived')).toBe(keptIn(folder, 'received'));
  expect(countedIn(folder, 'imSent')).toBe(keptIn(folder, 'delivered'));
  expect(countedIn(folder, 'callsMade')).toBe(keptIn(folder, 'delivered', true));
}, 300_000);

function start() {
  const clock = createManualClock();
  const folder = temporaryFolder();
  const { outboxes } = openOutboxes(folder, clock);
  const consent = createConsentKeeper({ choice: optedOut, policy: noPolicy, consentText });
  const now = () => clock.now();
  const counts = createHistoryCounts({
    consent,
    outboxes,
    clock,
    log: createListLog(),
    surface: () => 'desktop',
    collect: () => undefined,
  });
  const file = join(folder, 'eve.db');
  const history = createSqliteHistory({ file, now, onSetAside: () => undefined });
  let made = 0;
  const receive = (into: History = history) => {
    const [id, at] = [String((made += 1)), new Date(now()).toISOString()];
    const message = { id, at, peer: 'bob@contoso.com', text: 'x', delivery: 'received' } as const;
    into.add(message, counts.owe('imReceived'));
  };
  const counted = () => {
    let amount = 0;
    outboxes.usage.roll((counters) => {
      amount = sum(counters.map((counter) => counter.amount));
      return undefined;
    });
    return amount;
  };
  return { outboxes, consent, counts, history, receive, counted };
}

it('what is owed is counted once, however often it is taken over', () => {
  const { counts, history, receive, counted } = start();
  receive();
  receive();
  const asBefore = { ...history, forgetOwed: () => undefined };
  for (let time = 0; time < 3; time += 1) counts.takeOver(asBefore);
  expect(counted()).toBe(2);
  counts.takeOver(history);
  expect([counted(), history.owed()]).toEqual([2, []]);
});

it.each(['as a whole', 'for its surface'])(
  'what was owed when usage was refused %s is never counted later, and what comes while it is refused is not owed',
  (how) => {
    const { outboxes, consent, counts, history, receive, counted } = start();
    receive();
    consent.change({ policy: refusal });
    if (how === 'as a whole') outboxes.usage.purge();
    else outboxes.usage.purgeSurface('desktop');
    receive();
    expect(history.owed()).toHaveLength(1);
    // Of an account that signs in only after it is allowed again.
    consent.change({ policy: noPolicy });
    counts.takeOver(history);
    expect([counted(), history.owed()]).toEqual([0, []]);
    receive();
    counts.takeOver(history);
    expect(counted()).toBe(1);
  },
);

it('what is owed waits for an outbox that can’t be used, and for a policy that is just being written', () => {
  const { outboxes, counts, history, receive, counted } = start();
  receive();
  const takeOver = outboxes.usage.takeOver.bind(outboxes.usage);
  outboxes.usage.takeOver = () => {
    throw new Error('EACCES');
  };
  counts.takeOver(history);
  expect(history.owed()).toHaveLength(1);
  outboxes.usage.takeOver = takeOver;
  counts.takeOver(history);
  expect(counted()).toBe(1);
});
