import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  alertsAnswer,
  delivery,
  madeAlert,
  type Alert,
  type Delivery,
} from '../../../../contract/insights/alerts.ts';
import { terminalTexts } from '../../../../contract/text/terminal.ts';
import type { Limits } from '../../limits.ts';
import { createService, type Service } from '../../service.ts';
import { send } from '../../testing/client.ts';
import { createDraw, drawId, owner, recordLine } from '../../testing/records.ts';
import { tokenOf } from '../../testing/session.ts';

const draw = createDraw(116);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const noon = '2026-11-29T12:00:00.000Z';
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** What several devices of one version send on the clock's current day. */
export interface Sending {
  readonly devices?: number;
  readonly sessions?: number;
  readonly crashes?: number;
  readonly attempts?: number;
  readonly failures?: number;
}

/** A service in a data folder of its own, whose clock and timer the test controls. */
export async function openAlerts({
  files = {},
  limits = {},
}: {
  readonly files?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'candor-alerts-'));
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder, { mode: 0o700 });
  for (const [name, text] of Object.entries({ lock: '', ...files }))
    writeFileSync(join(dataFolder, name), text, { mode: 0o600 });
  const said: string[] = [];
  const clock = { now: new Date(noon) };
  let look = (): Promise<void> => Promise.resolve();
  let everyMs = 0;
  let service: Service;
  const start = async () => {
    service = await createService({
      dataFolder,
      port: 0,
      clock: () => clock.now,
      limits,
      log: (line) => said.push(line(terminalTexts({}))),
      repeat: (run, every) => {
        look = run;
        everyMs = every;
        return () => undefined;
      },
    });
  };
  await start();
  onTestFinished(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (path = '', init: RequestInit = {}) =>
    fetch(`${service.url}/v1/insights/alerts${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${tokenOf(service)}`,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
  const set = (method: 'POST' | 'PUT', path: string, rule: unknown) =>
    ask(path, { method, body: JSON.stringify(rule) });
  const list = async () => alertsAnswer.parse(await (await ask()).json());

  /** Lets this much time pass, and checks the rules as often as the timer would; zero checks once, now. */
  async function pass(ms = 0): Promise<void> {
    const until = clock.now.getTime() + ms;
    while (clock.now.getTime() < until) {
      clock.now = new Date(Math.min(until, clock.now.getTime() + everyMs));
      await look();
    }
    if (ms === 0) await look();
  }

  return {
    dataFolder,
    said,
    clock,
    start,
    close: () => service.close(),
    url: () => service.url,
    ask,
    set,
    pass,
    passHours: (hours: number) => pass(hours * HOUR_MS),
    list,
    async one(): Promise<Alert> {
      const [only] = (await list()).alerts;
      if (!only) throw new Error('there is no rule');
      return only;
    },
    /** Makes a rule, and returns its ID once its first messages are on their way. */
    async make(rule: object): Promise<string> {
      const { id } = madeAlert.parse(await (await set('POST', '', rule)).json());
      await pass();
      return id;
    },
    async tryOut(id: string): Promise<Delivery> {
      return delivery.parse(await (await ask(`/${id}/trial`, { method: 'POST' })).json());
    },
    /** Moves the clock on by some days, and checks the rules. */
    async laterBy(days: number): Promise<void> {
      clock.now = new Date(clock.now.getTime() + days * 24 * HOUR_MS);
      await look();
    },
    async arrive({ devices = 6, ...told }: Sending = {}): Promise<void> {
      const { sessions = 20, crashes = 0, attempts = 20, failures = 0 } = told;
      const at = clock.now.toISOString();
      const lines = Array.from({ length: devices }, () => [
        recordLine('snapshot', drawId(draw), {
          at,
          fields: { deviceId: drawId(draw), signInAttempts: attempts, signInFailures: failures },
        }),
        recordLine('day', drawId(draw), {
          at,
          fields: { day: dayOf(clock.now), firstOfDay: 1, sessions, crashes },
        }),
      ]);
      for (let first = 0; first < devices; first += 100)
        await arriveLines(service.url, clock.now, lines.slice(first, first + 100).flat());
    },
    /** This many people report the same error; the first has {@link ownerKey}. */
    async errorsOf(people: number, type = 'TypeError', fingerprint = '9f86d081884c7d65') {
      const lines = Array.from({ length: people }, (_, index) =>
        recordLine('exception', drawId(draw), {
          at: clock.now.toISOString(),
          owner: index === 0 ? owner : String(index % 10).repeat(64),
          fields: { userId: `person${index}`, exceptionType: type, fingerprint },
        }),
      );
      await arriveLines(service.url, clock.now, lines);
    },
  };
}

async function arriveLines(url: string, now: Date, lines: readonly string[]): Promise<void> {
  const app = { name: 'Candor', version: '0.1.0' };
  const header = JSON.stringify({ schema: 1, app, sentAt: now.toISOString() });
  const { rejected } = await send(url, [header, ...lines, ''].join('\n'));
  if (rejected.length > 0) throw new Error(rejected[0]?.reason);
}

/** A rule of every kind, without its destination. */
export const watches = {
  crashFree: { kind: 'crashFree', below: 99, days: 7 },
  signInFailures: { kind: 'signInFailures', above: 10, days: 1 },
  newErrors: { kind: 'newErrors', people: 5, days: 7 },
  silence: { kind: 'silence', hours: 3 },
} as const;
