import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { consentText } from '../contract/consentText.ts';
import { en } from '../contract/text/en.ts';
import { candorSchema } from '../contract/records.ts';
import { outboxBounds } from '../electron/adapters/outbox/outboxBounds.ts';
import { sha256, systemRandom } from '../electron/adapters/system/crypto.ts';
import { systemUptime } from '../electron/adapters/system/clock.ts';
import { createSqliteOutbox } from '../electron/adapters/outbox/sqliteOutbox.ts';
import { createEncode } from '../electron/core/records/entry.ts';
import { launch } from '../e2e/fixtures/launch.ts';
import { buildClient } from '../tools/build.ts';

/** How long the viewer takes to open on a full outbox, and what frames take while it is scrolled through. */

const RECORDS = 100_000;
/** What the page costs by itself. */
const FEW = 20;
const AIM = 300;

function fill(userData: string, count: number): void {
  mkdirSync(userData, { recursive: true });
  const choice = { errorReports: true, since: new Date().toISOString(), agreed: consentText };
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ choice }));
  const outbox = createSqliteOutbox({
    file: join(userData, 'outbox', 'error.db'),
    bounds: outboxBounds,
    now: () => Date.now(),
    uptime: systemUptime,
    onSetAside: () => undefined,
    onUnusable: () => undefined,
  });
  const utf8 = new TextEncoder();
  const encode = createEncode({
    schema: candorSchema,
    random: systemRandom,
    sha256,
    owner: () => createHash('sha256').update('nobody').digest('hex'),
    encodeUtf8: (text) => utf8.encode(text),
  });
  const fields = { fingerprint: '9f86d081884c7d65', occurrences: 1 };
  const from = Date.now() - count;
  const entries = Array.from({ length: count - 10 }, (_, index) => {
    const made = encode({ name: 'repeats', surface: 'desktop', at: from + index, fields });
    if (!made.ok) throw new Error(made.problem);
    return made.entry;
  });
  for (let at = 0; at < entries.length; at += 1000) outbox.append(entries.slice(at, at + 1000), []);
  outbox.close();
}

/** When the first rows stood there, in milliseconds since the page began to load, by its own clock. */
const firstRows = (viewer: Page): Promise<number> =>
  viewer.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector('[role=gridcell]')) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );

/** Scrolls through all of it, a step a frame. @returns what each frame took, in milliseconds. */
const scrollThrough = (viewer: Page): Promise<number[]> =>
  viewer.evaluate(async () => {
    const scroller = document.querySelector('[role=grid]');
    if (!scroller) throw new Error('there is nothing to scroll');
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let before = await frame();
    for (let step = 0; step < 300; step += 1) {
      scroller.scrollTop += 400;
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times;
  });

/** Opens the viewer on so many records. @returns it, with how long that took, in milliseconds. */
async function openOn(userData: string, count: number) {
  fill(userData, count);
  const { app, window: main } = await launch({ userData, telemetryUrl: 'http://127.0.0.1:9' });
  const coming = app.waitForEvent('window');
  await main.getByRole('button', { name: en.viewer.title }).click();
  const viewer = await coming;
  await viewer.getByRole('tab').first().waitFor();
  return { app, viewer, opened: await firstRows(viewer) };
}

const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'));
try {
  await buildClient();
  const few = await openOn(join(folder, 'few'), FEW);
  await few.app.close();
  const { app, viewer, opened } = await openOn(join(folder, 'many'), RECORDS);
  const answers = await viewer.evaluate(async () => {
    const filter = { category: null, state: null, surface: null, text: '' };
    const times: number[] = [];
    for (const offset of [0, 50_000, 99_000]) {
      const before = performance.now();
      await window.candor.listRecords({ filter, offset, limit: 100 });
      times.push(performance.now() - before);
    }
    return times;
  });
  const frames = (await scrollThrough(viewer)).sort((a, b) => a - b);
  const median = frames[Math.floor(frames.length / 2)] ?? NaN;
  const slow = frames.filter((it) => it > 1.5 * median).length;
  console.log(`viewer, ${RECORDS.toLocaleString('en')} records`);
  console.log(
    `  its page to the first rows  ${opened.toFixed(0)} ms (aim: under ${AIM} ms); by ${FEW} records ${few.opened.toFixed(0)} ms, ${(opened / few.opened).toFixed(2)} ×`,
  );
  console.log(
    `  a page of 100 by IPC        ${answers.map((it) => it.toFixed(1)).join(', ')} ms (first, middle, last)`,
  );
  console.log(
    `  frames while scrolling      median ${median.toFixed(1)} ms, longest ${(frames.at(-1) ?? NaN).toFixed(1)} ms, dropped ${slow} of ${frames.length}`,
  );
  await app.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
