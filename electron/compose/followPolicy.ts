import { isDeepStrictEqual } from 'node:util';
import type { PolicyKeeper } from '../core/consent/policyKeeper.ts';
import type { Warn } from '../core/telemetry/warnings.ts';
import type { Meetings } from '../core/meetings/meetings.ts';
import type { PoolKeeper } from './poolKeeper.ts';
import type { SessionKeeper } from './sessionKeeper.ts';
import type { SingleWindow } from '../windows/windows.ts';

/**
 * Leaves at once, without a word to it, the pool that policy no longer lets Candor talk to, a meeting's pool too; and
 * the one in whose place the person set another.
 */
export function followPolicy(parts: {
  policies: PolicyKeeper;
  pools: PoolKeeper;
  sessions: SessionKeeper;
  meetings: Pick<Meetings, 'applyPolicy'>;
  main: SingleWindow;
  /** Opens the way to the pool as of now, and closes that to the former. */
  openPool: () => Promise<void>;
  /** Ends what the person was signed in for. */
  leave: () => void;
  /** Has the windows show what holds now. */
  refresh: () => void;
  warn: Warn;
}): void {
  const { policies, pools, sessions, meetings } = parts;
  pools.onMoved((by) => {
    const isToBeTold = sessions.session() !== null;
    void parts.openPool();
    // Its page may connect to the pool that was set as it was loaded.
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
