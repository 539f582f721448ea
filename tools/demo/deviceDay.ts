import type { Surface } from '../../contract/datum.ts';
import { recordShapes } from '../../contract/recordShapes.ts';
import type { Fields, RecordName } from '../../contract/records.ts';
import { drawId, type Draw } from '../../service/telemetry/testing/records.ts';
import type { Device } from './population.ts';

/** One device on one day. */
export interface DeviceDay {
  readonly device: Device;
  readonly version: string;
  /** Such as 2026-11-29. */
  readonly day: string;
  /** The hours (UTC) in which errors may have happened. */
  readonly hours: { readonly from: number; readonly to: number };
  /** Whether it had never been used before. */
  readonly isFirst: boolean;
}

export const isBelow = (draw: Draw, perMille: number): boolean => draw(1000) < perMille;
export const between = (draw: Draw, least: number, most: number): number =>
  least + draw(most - least + 1);

/** Writes records' lines as clients do. */
export function createLines(draw: Draw, { device, day, hours }: DeviceDay) {
  const two = (n: number) => String(n).padStart(2, '0');
  return <N extends RecordName>(name: N, fields: Fields<N>, surface: Surface = 'desktop') => {
    const { category } = recordShapes[name];
    const at = `${day}T${two(between(draw, hours.from, hours.to))}:${two(draw(60))}:00.000Z`;
    const owner = category === 'error' ? { owner: device.owner } : {};
    return JSON.stringify({
      id: drawId(draw),
      category,
      surface,
      name,
      at,
      ...owner,
      fields,
    });
  };
}
