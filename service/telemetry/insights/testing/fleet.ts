import { drawId, type Draw } from '../../testing/records.ts';
import type { NewRow } from '../../store/store.ts';
import { addDays } from '../days.ts';
import { typedFieldsOf } from '../typedFields.ts';

/** A record as a client sent it, and when it arrived. */
export interface Sent {
  /** Whose record it is; for usage, the service can't know this. */
  readonly device: string;
  readonly row: NewRow;
  readonly receivedAt: string;
}

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)] as T;
const versions = ['0.9.0', '0.10.0', '0.10.0-beta.2', '1.0.0'];
const systems = ['Windows', 'macOS', 'Debian'];
const organisations = ['contoso.com', 'fabrikam.com', 'tiny.example', undefined];
const features = ['options', 'help', 'call'];

/** A moment within a day; sometimes midnight, or the last moment before the next. */
const instant = (draw: Draw, day: string): string =>
  `${day}T${pick(draw, ['00:00:00.000', '23:59:59.999', '12:34:56.789'])}Z`;

function makeRow(draw: Draw, at: string, rest: Partial<NewRow>, fields: object): NewRow {
  const base = { category: 'census', surface: 'desktop', name: 'snapshot', owner: null } as const;
  const app = { appName: 'Candor', appVersion: pick(draw, versions) };
  const sealed = { pepperId: null, digest: 'x' };
  const row = { id: drawId(draw), at, ...base, ...app, ...sealed, ...rest };
  const { category, name } = row;
  const told = fields as Readonly<Record<string, unknown>>;
  return { ...row, fields: JSON.stringify(fields), typed: typedFieldsOf(category, name, told) };
}

interface Device {
  readonly id: string;
  readonly person: string;
  readonly os: string;
  readonly language: string;
  readonly organisation: string | undefined;
}

const deviceOf = (draw: Draw, index: number): Device => ({
  id: `device-${index}`,
  person: `person-${index % 7 === 0 ? 0 : index}`,
  os: index % 9 === 0 ? 'macOS' : pick(draw, systems.slice(0, 1 + draw(3))),
  language: pick(draw, ['fr-FR', 'fr-CA', 'en-GB', 'en', 'not a tag', 'zh-Hans-CN']),
  organisation: pick(draw, organisations),
});

function census(draw: Draw, device: Device, at: string): NewRow {
  const attempts = draw(4);
  return makeRow(
    draw,
    at,
    { surface: pick(draw, ['desktop', 'desktop', 'meetings']) },
    {
      appName: 'Candor',
      deviceModel: `Model ${device.id.length}`,
      osName: device.os,
      osVersion: String(10 + draw(2)),
      userLanguage: device.language,
      userId: device.person,
      deviceId: device.id,
      signInAttempts: attempts,
      signInFailures: draw(attempts + 1),
    },
  );
}

function usage(draw: Draw, device: Device, at: string, marked: Set<string>): NewRow {
  const day = addDays(at.slice(0, 10), draw(20) === 0 ? 1 : 0);
  const first = !marked.has(`${device.id} ${day}`);
  marked.add(`${device.id} ${day}`);
  const surface = pick(draw, ['desktop', 'desktop', 'meetings'] as const);
  return makeRow(
    draw,
    at,
    { category: 'usage', name: 'day', surface },
    {
      day,
      ...(first && { firstOfDay: 1 }),
      ...(draw(5) > 0 && { osName: device.os }),
      ...(device.organisation && { federationPartner: device.organisation }),
      sessions: draw(3),
      crashes: draw(2),
      ...(draw(2) && { hangs: draw(2), callMinutes: draw(1000) / 10, callsMade: draw(5) }),
      imSent: draw(30),
      meetingJoinAttempts: 3,
      meetingJoinSuccesses: draw(4),
      featureUse: Object.fromEntries(features.slice(draw(3)).map((name) => [name, draw(3)])),
    },
  );
}

function failure(draw: Draw, device: Device, at: string): NewRow {
  const owner = `owner-${device.id}`;
  const error = { category: 'error', owner } as const;
  const userId = device.person;
  const fingerprint = `f${draw(3)}`;
  return pick(draw, [
    () =>
      makeRow(
        draw,
        at,
        { ...error, name: 'exception' },
        {
          userId,
          fingerprint,
          exceptionType: 'TypeError',
          processType: 'main',
        },
      ),
    () => makeRow(draw, at, { ...error, name: 'repeats' }, { fingerprint, occurrences: draw(20) }),
    () =>
      makeRow(
        draw,
        at,
        { ...error, name: 'signInFailure' },
        {
          userId,
          errorCode: '503',
          roundTrip: draw(20) * 5,
        },
      ),
    () =>
      makeRow(
        draw,
        at,
        { ...error, name: 'crash' },
        {
          userId,
          processType: 'gpu',
          incident: 'crash',
          exceptionKind: 'SIGSEGV',
        },
      ),
    () => makeRow(draw, at, { ...error, name: 'meetingFailure' }, { errorCode: 'ice' }),
  ])();
}

/** By how many days a device's clock is wrong: rarely, but then by a lot. */
const clockFault = (draw: Draw): number =>
  draw(12) ? 0 : pick(draw, [-9000, -60, -39, -3, 1, 2, 400]);

/**
 * The records of a fleet over a number of days: some days bring nothing, some devices are late, some clocks are wrong,
 * some devices send several rows a day.
 */
export function fleetOf(
  draw: Draw,
  {
    devices,
    from,
    days,
  }: { readonly devices: number; readonly from: string; readonly days: number },
): Sent[] {
  const fleet = Array.from({ length: devices }, (_, index) => deviceOf(draw, index));
  const quiet = draw(days);
  const marked = new Set<string>();
  return Array.from({ length: days }, (_, index) => index).flatMap((index) => {
    if (index === quiet && days > 1) return [];
    const today = addDays(from, index);
    return fleet.flatMap((device) => {
      if (draw(4) === 0) return [];
      const at = instant(draw, addDays(today, clockFault(draw)));
      const receivedAt = instant(draw, addDays(today, draw(6) ? 0 : draw(30)));
      const rows = [
        census(draw, device, at),
        ...(draw(6) ? [] : [census(draw, device, at)]),
        usage(draw, device, at, marked),
        ...(draw(3) ? [] : [usage(draw, device, at, marked)]),
        ...(draw(2) ? [failure(draw, device, at)] : []),
      ];
      return rows.map((row) => ({ device: device.id, row, receivedAt }));
    });
  });
}
