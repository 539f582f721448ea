import { join } from 'node:path';
import { noPolicy, type Choice } from '../contract/consent.ts';
import { consentText } from '../contract/consentText.ts';
import type { Fields } from '../contract/records.ts';
import { candorSchema } from '../contract/records.ts';
import { sha256, systemRandom } from '../electron/adapters/system/crypto.ts';
import { outboxBounds } from '../electron/adapters/outbox/outboxBounds.ts';
import { systemUptime } from '../electron/adapters/system/clock.ts';
import { createSqliteOutbox } from '../electron/adapters/outbox/sqliteOutbox.ts';
import { createCollector } from '../electron/core/telemetry/collector.ts';
import { createConsentKeeper } from '../electron/core/consent/consentKeeper.ts';
import { createEncode } from '../electron/core/records/entry.ts';
import type { Outboxes } from '../electron/core/ports/outbox.ts';
import type { Clock } from '../electron/core/ports/system.ts';

export const optedIn: Choice = {
  errorReports: true,
  since: '2026-11-22T10:00:00.000Z',
  agreed: consentText,
};
const utf8 = new TextEncoder();
export const encodeUtf8 = (text: string) => utf8.encode(text);
const silent = () => undefined;
export const log = { debug: silent, info: silent, warn: silent };
/** Storing happens when the bench says so, so that the caller's path is measured alone. */
export const clock: Clock = { now: () => Date.now(), after: () => silent, soon: silent };

export const fields: Fields<'exception'> = {
  userId: 'amosmarble',
  processType: 'main',
  exceptionType: 'TypeError',
  exceptionMessage: 'Cannot read properties of undefined (reading ‘state’)',
  exceptionStack: 'at open (app://candor/assets/index.js:1:2042)\n'.repeat(10),
  fingerprint: '9f86d081884c7d65',
};

export const encode = createEncode({
  schema: candorSchema,
  random: systemRandom,
  sha256,
  owner: () => 'a'.repeat(64),
  encodeUtf8,
});

/** @param folder the databases', made if need be. */
export function openOutboxes(folder: string): Outboxes {
  const open = (category: string) =>
    createSqliteOutbox({
      file: join(folder, `${category}.db`),
      bounds: outboxBounds,
      now: () => clock.now(),
      uptime: systemUptime,
      onSetAside: silent,
      onUnusable: silent,
    });
  return { census: open('census'), usage: open('usage'), error: open('error') };
}

/** The client's own collector, over real outboxes, for someone who opted in: a refused record would cost nothing. */
export function openCollector(folder: string) {
  const outboxes = openOutboxes(folder);
  const consent = createConsentKeeper({ choice: optedIn, policy: noPolicy, consentText });
  const ports = { consent, outboxes, encode, clock, log, surface: () => 'desktop' as const };
  const collector = createCollector({ ...ports, schema: candorSchema });
  void collector.record('exception', 'desktop', fields);
  collector.flush();
  if (outboxes.error.counts().waiting !== 1) throw new Error('the collector makes no records');
  return { outboxes, collector };
}

export const CALLS = 1000;
export const repeat = (run: (call: number) => void) => () => {
  for (let call = 0; call < CALLS; call += 1) run(call);
};
