/**
 * Run as a process of its own, to be killed: appends records and counts them in the same step, rolls the
 * count up now and then, and says so on its output once each step has returned.
 */
import { writeSync } from 'node:fs';
import { outboxBounds } from '../adapters/outbox/outboxBounds.ts';
import { systemUptime } from '../adapters/system/clock.ts';
import { createSqliteOutbox } from '../adapters/outbox/sqliteOutbox.ts';
import { createHash, randomUUID } from 'node:crypto';

const [, , file = ''] = process.argv;
const now = () => Date.now();
const outbox = createSqliteOutbox({
  file,
  bounds: outboxBounds,
  now,
  uptime: systemUptime,
  onSetAside: () => undefined,
  onUnusable: () => undefined,
});

const entry = (text: string) => {
  const line = Buffer.from(text);
  const what = { category: 'usage', surface: 'desktop', name: 'day' } as const;
  const digest = createHash('sha256').update(line).digest('hex');
  return { id: randomUUID(), ...what, at: now(), line, digest };
};

for (let step = 1; ; step += 1) {
  const made = entry('appended');
  const count = {
    day: '2026-11-22',
    surface: 'desktop',
    name: 'imSent',
    key: '',
    amount: 1,
  } as const;
  outbox.append([made], [count]);
  writeSync(1, `${made.id}\n`);
  if (step % 7 === 0)
    outbox.roll((counters) => {
      const amount = counters.reduce((sum, counter) => sum + counter.amount, 0);
      return { entries: [entry(`rolled ${amount}`)], mark: 'rolled' };
    });
}
