import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { z } from 'zod';
import { callNames, calls, type CallName } from '../../../contract/ipc.ts';
import { anything, pick, seeded } from '../../../contract/testing/seeded.testkit.ts';
import { launch } from '../../../e2e/fixtures/launch.ts';
import { activationGatedCalls } from '../../../electron/core/windows/activationGatedCalls.ts';
import { createService } from '../../../service/telemetry/service.ts';
import { readAll } from '../../../service/telemetry/testing/client.ts';
import { hostileText } from '../hostileText.ts';
import { soundInput } from '../soundInput.ts';
import { createFaults, type Target } from '../target.ts';

const LONGEST = 64 * 1024;
const BATCH = 32;
const PATIENCE_MS = 10_000;

type Asked = readonly [CallName, unknown];

/** Calls that may wait for a person, whom nobody is here. */
const waits = new Set<string>([...Object.keys(activationGatedCalls), 'exportAudit']);

const schemas = callNames.map((name) => {
  const { argument }: { argument: z.ZodType } = calls[name];
  return [name, z.toJSONSchema(argument, { io: 'input', unrepresentable: 'any' })] as const;
});

function nextCall(unit: () => number): Asked {
  const [name, schema] = pick(unit, schemas);
  if (unit() < 0.2) return [name, anything(unit)];
  const text = () =>
    unit() < 0.8
      ? pick(unit, [
          'bob@contoso.invalid',
          'eve@contoso.invalid',
          'Eve',
          'http://127.0.0.1:9/',
          'http://127.0.0.1:9/meet/abcdefghijklmnopqrstuv',
          'ws://127.0.0.1:9/sip',
          '',
        ])
      : hostileText(unit, LONGEST);
  return [name, soundInput(schema, unit, text)];
}

/** Has the main process watch its own event loop, as the campaign's servers do. */
const watchStalls = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const cpuTimeMs = () => {
      const { user, system } = process.threadCpuUsage();
      return (user + system) / 1000;
    };
    const watched = globalThis as unknown as { largestStallMs: number };
    watched.largestStallMs = 0;
    let before = cpuTimeMs();
    setInterval(() => {
      const now = cpuTimeMs();
      watched.largestStallMs = Math.max(watched.largestStallMs, now - before);
      before = now;
    }, 2);
  });

const largestStall = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => (globalThis as unknown as { largestStallMs: number }).largestStallMs);

/** Makes these calls side by side. @returns the names of those that got no answer in time. */
const callAll = (page: Page, batch: readonly Asked[], patienceMs: number): Promise<string[]> =>
  page.evaluate(
    async ({ asked, patience }) => {
      const api = window.candor as unknown as Record<string, (input: unknown) => unknown>;
      const silent = asked.map(async ([name, input]) => {
        const late = new Promise<string>((resolve) => setTimeout(resolve, patience, name));
        const answered = Promise.resolve(api[name]?.(input)).then(
          () => '',
          () => '',
        );
        return Promise.race([answered, late]);
      });
      return (await Promise.all(silent)).filter(Boolean);
    },
    { asked: batch, patience: patienceMs },
  );

/** A page of the client’s that somebody else has got hold of, and that nobody presses anything in. */
export const page: Target = {
  name: 'calls of a page',
  async attack(forMs, seed) {
    const unit = seeded(seed);
    const faults = createFaults();
    const folder = mkdtempSync(join(tmpdir(), 'candor-campaign-'));
    const service = await createService({ port: 0, dataFolder: join(folder, 'service') });
    const { app, window: hostile } = await launch({
      userData: join(folder, 'client'),
      telemetryUrl: service.url,
    });
    await watchStalls(app);
    const until = performance.now() + forMs;
    let inputs = 0;
    try {
      while (performance.now() < until) {
        const batch = Array.from({ length: BATCH }, () => nextCall(unit));
        const [waiting, others] = [true, false].map((isWaiting) =>
          batch.filter(([name]) => waits.has(name) === isWaiting),
        );
        await callAll(hostile, waiting ?? [], 0);
        for (const name of await callAll(hostile, others ?? [], PATIENCE_MS))
          faults.add(`${name} got no answer`);
        inputs += batch.length;
      }
      const view = await hostile.evaluate(() => window.candor.getView(undefined));
      if (!view.ok || view.value.options.errorReports) faults.add('error reports were turned on');
      for (const { category } of await readAll(service))
        if (category === 'error') faults.add('an error record left');
      return { inputs, largestStallMs: await largestStall(app), faults: faults.list };
    } catch (error) {
      faults.add(String(error));
      return { inputs, largestStallMs: Infinity, faults: faults.list };
    } finally {
      await app.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
