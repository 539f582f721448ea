/**
 * What counting and recording cost the caller, beside two libraries that others use for it, by turns in one
 * run: `node bench/peers.ts`. Nothing of either is sent: Sentry's transport takes each envelope and drops it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { createStackParser, createTransport, type Event } from '@sentry/core';
import { nodeStackLineParser, ServerRuntimeClient } from '@sentry/core/server';
import { CALLS, fields, openCollector, repeat } from './collectorParts.ts';
import { median, time, type Contender } from './compare.ts';

const ROUNDS = 50;

/** Collects when asked, and never by itself. */
class QuietReader extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

/** By turns, so that the machine treats both alike. @param settle lets a peer end what it began, unmeasured. */
async function beside(ours: Contender, theirs: Contender, settle: () => PromiseLike<unknown>) {
  const times: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push([time(ours), time(theirs)]);
    await settle();
  }
  const [candor, peer] = [0, 1].map((side) => median(times.map((pair) => pair[side] ?? NaN)));
  return [candor ?? NaN, peer ?? NaN] as const;
}

function besideOpenTelemetry(folder: string) {
  const { collector } = openCollector(join(folder, 'count'));
  const reader = new QuietReader();
  const counter = new MeterProvider({ readers: [reader] })
    .getMeter('bench')
    .createCounter('imSent');
  return beside(
    { run: repeat(() => void collector.count('usage', 'imSent', 'desktop')) },
    {
      run: repeat(() => {
        counter.add(1, { surface: 'desktop' });
      }),
    },
    () => reader.collect(),
  );
}

/** As an application has it that catches an error: with its stack as frames already, or still as text. */
const event = (): Event => ({
  user: { username: fields.userId },
  exception: {
    values: [
      {
        type: fields.exceptionType,
        value: fields.exceptionMessage,
        stacktrace: {
          frames: Array.from({ length: 10 }, () => ({
            function: 'open',
            filename: 'app://candor/assets/index.js',
            lineno: 1,
            colno: 2042,
          })),
        },
      },
    ],
  },
});

/** @param isStored whether the measure ends with the record on disk, where Sentry's stays in memory. */
function besideSentry(folder: string, isStored: boolean) {
  const { collector } = openCollector(join(folder, `record-${String(isStored)}`));
  const client = new ServerRuntimeClient({
    dsn: 'https://key@localhost/1',
    integrations: [],
    platform: 'node',
    stackParser: createStackParser(nodeStackLineParser()),
    transport: (options) => createTransport(options, () => Promise.resolve({ statusCode: 200 })),
  });
  client.init();
  const recordAll = repeat(() => void collector.record('exception', 'desktop', fields));
  return beside(
    {
      before: () => {
        collector.purge('error', 'desktop');
      },
      run: () => {
        recordAll();
        if (isStored) collector.flush();
      },
    },
    { run: repeat(() => client.captureEvent(event())) },
    () => client.flush(),
  );
}

const inMicroseconds = (milliseconds: number) => `${((milliseconds / CALLS) * 1000).toFixed(3)} µs`;

const row = (what: string, peer: string, [ours, theirs]: readonly [number, number]) => ({
  what,
  Candor: inMicroseconds(ours),
  peer: inMicroseconds(theirs),
  'the peer is': peer,
  ratio: `${(ours / theirs).toFixed(3)} ×`,
});

const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'));
try {
  console.table([
    row('count(), caller', 'OpenTelemetry: counter.add()', await besideOpenTelemetry(folder)),
    row('record(), caller', 'Sentry: captureEvent()', await besideSentry(folder, false)),
    row('record, until stored', 'the same, unstored', await besideSentry(folder, true)),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
