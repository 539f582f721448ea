import { hash } from 'node:crypto';
import { uuidV8 } from '../../contract/pseudonym.ts';
import type { NewRow } from '../../service/telemetry/store/store.ts';
import { typedFieldsOf } from '../../service/telemetry/insights/typedFields.ts';
import { addDays } from '../../service/telemetry/insights/days.ts';

/* A fleet whose records are made one by one from their number, the same ones each time. */

export const DAYS = 90;
export const LAST_DAY = '2026-11-29';
export const FIRST_DAY = addDays(LAST_DAY, 1 - DAYS);

type MadeRow = NewRow & { readonly keptId: string; readonly receivedAt: string };

/** Of a hundred records of a day: census, usage, and the rest errors. */
const shares = { census: 41, usage: 41 } as const;
const versions = ['1.8.0', '1.9.0', '1.9.1', '1.10.0', '2.0.0', '2.0.1'] as const;
const systems = [
  ['Windows', '10.0.26200'],
  ['Windows', '10.0.22631'],
  ['Windows', '10.0.19045'],
  ['macOS', '26.1'],
  ['macOS', '15.7'],
  ['Debian GNU/Linux', '12'],
] as const;
const languages = ['en-US', 'en-GB', 'fr-FR', 'fr-CA', 'de-DE', 'es-ES', 'pt-BR', 'ja-JP'] as const;
const surfaces = ['desktop', 'desktop', 'desktop', 'meetings'] as const;
const features = ['options', 'help', 'call', 'meeting', 'search', 'viewer'] as const;

/** A whole number from 0 to below `n` that looks drawn, the same one for the same two numbers. */
export function drawn(seed: number, salt: number, n: number): number {
  let mixed = Math.imul(seed ^ Math.imul(salt + 1, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return Math.floor(((mixed ^ (mixed >>> 16)) >>> 0) * (n / 2 ** 32));
}

const of = <T>(values: readonly T[], seed: number, salt: number): T =>
  values[drawn(seed, salt, values.length)] as T;

const names = new Map<string, string>();
function pseudonym(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const made = uuidV8(hash('sha256', text, 'buffer'));
  names.set(text, made);
  return made;
}

/** New versions come every fortnight, and take a fortnight to be everywhere. */
const versionOf = (device: number, day: number): string =>
  versions[Math.min(versions.length - 1, Math.floor((day + drawn(device, 1, 14)) / 17))] as string;

/** Of seldom groups there are more than of frequent ones. */
const groupOf = (seed: number): number => Math.floor(400 * (drawn(seed, 2, 1000) / 1000) ** 3);

export interface Fleet {
  readonly rows: number;
  readonly rowsOfDay: number;
  /** @param number from 0, the rows of one day after those of the day before. */
  readonly make: (number: number) => MadeRow;
}

const dayNames = Array.from({ length: DAYS }, (_, day) => addDays(FIRST_DAY, day));

const instantOf = (day: number, number: number): string =>
  `${String(dayNames[day])}T${String(drawn(number, 3, 24)).padStart(2, '0')}:00:00.000Z`;

/** The fields of the record of one device on one day. */
function fieldsOf(kind: 'census' | 'usage' | 'error', number: number, device: number, day: number) {
  const [osName, osVersion] = of(systems, device, 4);
  const person = drawn(device, 5, 20) === 0 ? device - 1 : device;
  switch (kind) {
    case 'census':
      return {
        appName: 'Candor',
        appVersion: versionOf(device, day),
        deviceModel: `Model ${String(drawn(device, 6, 300))}`,
        osName,
        osVersion,
        userLanguage: of(languages, device, 7),
        userId: pseudonym(`person ${String(person)}`),
        deviceId: pseudonym(`device ${String(device)}`),
        signInAttempts: drawn(number, 8, 4),
        signInFailures: drawn(number, 9, 12) === 0 ? 1 : 0,
      };
    case 'usage':
      return {
        day: String(dayNames[day]),
        firstOfDay: 1,
        osName,
        federationPartner: `partner${String(drawn(device, 10, 40))}.example`,
        sessions: 1 + drawn(number, 11, 3),
        crashes: drawn(number, 12, 90) === 0 ? 1 : 0,
        hangs: drawn(number, 13, 60) === 0 ? 1 : 0,
        imSent: drawn(number, 14, 60),
        imReceived: drawn(number, 15, 90),
        callsMade: drawn(number, 16, 6),
        callMinutes: drawn(number, 17, 900) / 10,
        meetingJoinAttempts: drawn(number, 18, 4),
        meetingJoinSuccesses: drawn(number, 19, 3),
        featureUse: Object.fromEntries(
          features
            .filter((_, index) => drawn(number, 20 + index, 3) > 0)
            .map((name) => [name, 1 + drawn(number, 30, 9)]),
        ),
      };
    case 'error':
      return {
        userId: pseudonym(`error person ${String(person)}`),
        processType: 'renderer',
        exceptionType: 'TypeError',
        exceptionMessage: 'Cannot read properties of undefined',
        exceptionStack: 'at open (app://candor/assets/index.js:1:2042)',
        fingerprint: groupOf(number).toString(16).padStart(16, '0'),
        roundTrip: drawn(number, 40, 300),
        jitter: drawn(number, 41, 40),
      };
  }
}

/** A fleet of so many records in {@link DAYS} days. */
export function createFleet(wanted: number): Fleet {
  const rowsOfDay = Math.ceil(wanted / DAYS / 100) * 100;
  const rows = rowsOfDay * DAYS;
  const devices = Math.ceil((rowsOfDay * shares.census) / 100 / 0.77);
  return {
    rows,
    rowsOfDay,
    make(number) {
      const [day, place] = [Math.floor(number / rowsOfDay), number % rowsOfDay];
      const [share, round] = [place % 100, Math.floor(place / 100)];
      const kind =
        share < shares.census ? 'census' : share < shares.census + shares.usage ? 'usage' : 'error';
      // Each day another part of the fleet, and no device twice in a day but for its errors.
      const within = kind === 'usage' ? share - shares.census : share;
      const device = (round * shares.census + within + day * 7919) % devices;
      const fields = fieldsOf(kind, number, device, day);
      const at = instantOf(day, number);
      const name = { census: 'snapshot', usage: 'day', error: 'exception' }[kind];
      const id = hash('sha256', `record ${String(number)}`, 'hex');
      return {
        id,
        keptId: uuidV8(Buffer.from(id, 'hex')),
        receivedAt: at,
        category: kind,
        surface: of(surfaces, device, 50),
        name,
        at,
        appName: 'Candor',
        appVersion: versionOf(device, day),
        // What only one of the tables needs is made when it is asked for.
        get owner() {
          return kind === 'error' ? hash('sha256', `owner ${String(device)}`, 'hex') : null;
        },
        get fields() {
          return JSON.stringify(fields);
        },
        get typed() {
          return typedFieldsOf(kind, name, fields);
        },
        pepperId: 'p'.repeat(16),
        get digest() {
          return hash('sha256', `line ${String(number)}`, 'hex');
        },
      };
    },
  };
}
