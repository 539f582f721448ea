import type { Surface } from '../../../contract/datum.ts';
import { recordShapes } from '../../../contract/recordShapes.ts';
import type { RecordName } from '../../../contract/records.ts';

/** Whole numbers from 0 to below `n`, the same ones for the same seed. */
export type Draw = (n: number) => number;

/** A seeded generator (mulberry32), so that a failure can be repeated. */
export function createDraw(seed: number): Draw {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

const hex = (draw: Draw, digits: number): string =>
  Array.from({ length: digits }, () => draw(16).toString(16)).join('');

export const drawId = (draw: Draw): string =>
  `${hex(draw, 8)}-${hex(draw, 4)}-7${hex(draw, 3)}-8${hex(draw, 3)}-${hex(draw, 12)}`;

export const headerLine = JSON.stringify({
  schema: 1,
  app: { name: 'Candor', version: '0.1.0' },
  sentAt: '2026-11-22T10:00:00.000Z',
});

export const ownerKey = 'c0'.repeat(32);
/** SHA-256 of {@link ownerKey}. */
export const owner = 'cb8620ef43fe2ad198bf1ef6b12ea4b7bf3d2a660f82f4b36c096d125bd38363';

const fieldsOf: Readonly<Record<RecordName, Readonly<Record<string, unknown>>>> = {
  snapshot: {
    appName: 'Candor',
    deviceModel: 'ThinkPad X1 Carbon',
    osName: 'Linux',
    osVersion: '6.1',
    userLanguage: 'fr-FR',
    userId: 'e296d735-4f36-8e18-bc3b-52e1a02a0164',
    deviceId: '5e872200-f546-4ccd-8f23-af5f507aa2dd',
    signInAttempts: 3,
    signInFailures: 1,
  },
  day: { day: '2026-11-22', imSent: 12, imReceived: 5, featureUse: { options: 2 } },
  exception: {
    userId: 'amosmarble',
    processType: 'main',
    exceptionType: 'TypeError',
    exceptionMessage: 'no state',
    exceptionStack: 'at open (app://candor/assets/index.js:1:2042)',
    fingerprint: '9f86d081884c7d65',
  },
  crash: {
    userId: 'amosmarble',
    processType: 'renderer',
    incident: 'crash',
    crashReason: 'crashed',
    exceptionKind: 'SIGSEGV',
    crashedModule: 'chromium',
    moduleOffset: '0x472eee0',
  },
  problem: { userId: 'amosmarble', problemText: 'The window went white.' },
  messageFailure: {
    userId: 'amosmarble',
    messageDirection: 'Outgoing',
    conversationState: 'Active',
    conversationThreadId: 'AdDO8hsJqilU93hQHC3OZaPR2saEA==',
    errorCode: '480',
  },
  callFailure: {
    userId: 'amosmarble',
    messageDirection: 'Outgoing',
    conversationState: 'Active',
    conversationThreadId: 'AdDO8hsJqilU93hQHC3OZaPR2saEA==',
    errorCode: 'No ICE connection',
    packetLoss: 0.5,
  },
  signInFailure: { userId: 'amosmarble', errorCode: '503' },
  meetingFailure: { errorCode: 'ice', jitter: 12 },
  connectionLoss: { userId: 'amosmarble', errorCode: '1006', roundTrip: 42 },
  repeats: { fingerprint: '9f86d081884c7d65', occurrences: 17 },
};

/** One record's line as a client writes it. */
export function recordLine(
  name: RecordName,
  id: string,
  {
    fields = {},
    ...others
  }: { fields?: object; owner?: string; at?: string; surface?: Surface } = {},
): string {
  const { category } = recordShapes[name];
  return JSON.stringify({
    id,
    category,
    surface: 'desktop',
    name,
    at: '2026-11-22T09:59:59.000Z',
    ...(category === 'error' ? { owner } : {}),
    ...others,
    fields: { ...fieldsOf[name], ...fields },
  });
}

/** A request's body. */
export const bodyOf = (...lines: readonly string[]): string =>
  [headerLine, ...lines].map((line) => `${line}\n`).join('');
