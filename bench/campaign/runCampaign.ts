import type { Target, TargetResult } from './target.ts';
import { idleConnections } from './targets/idleConnections.ts';
import { ipc } from './targets/ipc.ts';
import { links } from './targets/links.ts';
import { meetings } from './targets/meetings.ts';
import { minidumps } from './targets/minidumps.ts';
import { page } from './targets/page.ts';
import { policies } from './targets/policies.ts';
import { pool } from './targets/pool.ts';
import { telemetryService } from './targets/telemetryService.ts';

/** No input may keep an event loop from everything else for longer. In milliseconds of CPU time. */
export const LARGEST_STALL_MS = 100;

export const targets: readonly Target[] = [
  telemetryService,
  pool,
  meetings,
  minidumps,
  policies,
  links,
  ipc,
  page,
  ...idleConnections,
];

/** Why a result is no success; empty if it is one. */
export function problemsOf({ inputs, largestStallMs, faults }: TargetResult): readonly string[] {
  return [
    ...faults,
    ...(inputs === 0 ? ['no input was tried'] : []),
    ...(largestStallMs >= LARGEST_STALL_MS
      ? [`one input took ${largestStallMs.toFixed(0)} ms of CPU time`]
      : []),
  ];
}
