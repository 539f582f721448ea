import { createHash } from 'node:crypto';
import { uuidV8 } from '../../contract/pseudonym.ts';
import type { Draw } from '../../service/telemetry/testing/records.ts';
import { releases } from './releases.ts';

export interface System {
  readonly osName: string;
  readonly osVersion: string;
  readonly deviceModel: string;
  readonly architecture: string;
}

/** One person's device, and how it is used. */
export interface Device {
  readonly account: string;
  readonly deviceId: string;
  /** The account's hash as the client computes it for the census. */
  readonly userId: string;
  /** SHA-256, in hex, of the key that erases its error records. */
  readonly owner: string;
  /** Undefined for people without an organisation. */
  readonly organisation: string | undefined;
  readonly system: System;
  readonly language: string;
  /** The first day on which it is used, counted from 0. */
  readonly joined: number;
  /** How many of a hundred working days it is used on. */
  readonly habit: number;
  /** How many days after each release it is updated, in the order of {@link releases}. */
  readonly lags: readonly number[];
}

/** The number of devices of each organisation, and the languages spoken there; one is smaller than k. */
const organisations: readonly (readonly [
  name: string | undefined,
  devices: number,
  languages: readonly string[],
])[] = [
  ['contoso.com', 96, ['en-US', 'en-US', 'en-US', 'es-MX']],
  ['fabrikam.com', 64, ['fr-FR', 'fr-FR', 'fr-FR', 'fr-CA', 'en-GB']],
  ['northwindtraders.com', 36, ['en-GB', 'en-GB', 'de-DE']],
  ['adatum.com', 16, ['de-DE', 'de-DE', 'fr-CH']],
  ['tailspintoys.com', 4, ['en-US']],
  [undefined, 14, ['en-US', 'fr-FR', 'pt-BR']],
];

/** The systems, and how many of twenty devices have each. */
const systems: readonly (readonly [share: number, system: System])[] = [
  [5, of('Windows', '11', 'ThinkPad X1 Carbon', 'x64')],
  [3, of('Windows', '11', 'Surface Laptop 7', 'arm64')],
  [2, of('Windows', '10', 'Latitude 5440', 'x64')],
  [1, of('Windows', '11', 'EliteBook 840', 'x64')],
  [4, of('macOS', '26.1', 'MacBookPro18,3', 'arm64')],
  [2, of('macOS', '15.6', 'MacBookAir10,1', 'arm64')],
  [2, of('Linux', '6.12', 'ThinkPad T14', 'x64')],
  [1, of('Linux', '6.1', 'Latitude 5440', 'x64')],
];
const urn = systems.flatMap(([share, system]) => Array.from({ length: share }, () => system));

function of(osName: string, osVersion: string, deviceModel: string, architecture: string): System {
  return { osName, osVersion, deviceModel, architecture };
}

/** Picks one at random. */
export function pick<T>(draw: Draw, some: readonly T[]): T {
  const picked = some[draw(some.length)];
  if (picked === undefined) throw new Error('nothing to draw from');
  return picked;
}

const digest = (text: string) => createHash('sha256').update(text);

/** Most people update within days, some within weeks, and one in twenty never. */
function drawLag(draw: Draw): number {
  if (draw(20) === 0) return Infinity;
  return Math.floor((draw(1000) / 1000) ** 3 * 28);
}

/** All devices that exist after so many days; six in ten exist from the start. */
export function drawPopulation(draw: Draw, days: number): readonly Device[] {
  return organisations.flatMap(([organisation, devices, languages]) =>
    Array.from({ length: devices }, (_, index): Device => {
      const account = `person${String(index + 1)}@${organisation ?? 'example.org'}`;
      const secret = `${String(draw(2 ** 31))} ${account}`;
      return {
        account,
        deviceId: uuidV8(digest(`device ${secret}`).digest()),
        userId: uuidV8(digest(`user ${secret}`).digest()),
        owner: digest(digest(`key ${secret}`).digest('hex')).digest('hex'),
        organisation,
        system: pick(draw, urn),
        language: pick(draw, languages),
        // The smallest is there from the start, so that no single day reveals its size.
        joined: devices < 5 || draw(10) < 6 ? 0 : draw(days),
        habit: 60 + draw(38),
        lags: releases.map(() => drawLag(draw)),
      };
    }),
  );
}
