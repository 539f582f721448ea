import { isDeepStrictEqual } from 'node:util';
import type { PolicyKeeper } from '../core/consent/policyKeeper.ts';
import type { Warn } from '../core/telemetry/warnings.ts';
import type { Meetings } from '../core/meetings/meetings.ts';
import type { PoolKeeper } from './poolKeeper.ts';
import type { SessionKeeper } from './sessionKeeper.ts';
import type { SingleWindow } from '../windows/windows.ts';

/**
 * Leaves the pool that policy no longer allows at once, without contacting it, a meeting's pool too; and the one that
 * the person replaced.
 */
export function followPolicy(parts: {
  policies: PolicyKeeper;
  pools: PoolKeeper;
  sessions: SessionKeeper;
  meetings: Pick<Meetings, 'applyPolicy'>;
  main: SingleWindow;
  /** Opens the way to the current pool, and closes that to the former. */
  openPool: () => Promise<void>;
  /** Ends everything that the sign-in began. */
  leave: () => void;
  /** Updates the windows. */
  refresh: () => void;
  warn: Warn;
}): void {
  const { policies, pools, sessions, meetings } = parts;
  pools.onMoved((by) => {
    const isToBeTold = sessions.session() !== null;
    void parts.openPool();
    // Its page may only connect to the pool that was set when it was loaded.
    if (by === 'person') parts.main.contents()?.reload();
    else parts.main.reopen();
    parts.leave();
    if (isToBeTold) parts.warn({ kind: 'poolChanged' });
  });
  policies.onChange((policy) => {
    const before = pools.naming();
    pools.update(policy);
    if (!isDeepStrictEqual(before, pools.naming())) parts.refresh();
    meetings.applyPolicy();
  });
}
