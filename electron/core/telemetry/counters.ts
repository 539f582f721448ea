import type { ClientSurface } from '../../../contract/catalogue.ts';
import type { FeatureName } from '../../../contract/ipc.ts';
import type { Collector } from './collector.ts';

export interface Counters {
  readonly countFeature: (name: FeatureName) => void;
  readonly countSignIn: (what: 'signInAttempts' | 'signInFailures') => void;
  readonly countJoin: (what: 'meetingJoinAttempts' | 'meetingJoinSuccesses') => void;
  /** Minutes spent in a call or a meeting, fractions included. */
  readonly countMinutes: (minutes: number) => void;
}

/** What people do, as it is counted. @param surface on which this process records, as of now. */
export const countersOf = (collector: Collector, surface: () => ClientSurface): Counters => ({
  countFeature: (name) => void collector.count('usage', 'featureUse', surface(), 1, name),
  countSignIn: (what) => void collector.count('census', what, surface()),
  countJoin: (what) => void collector.count('usage', what, surface()),
  countMinutes: (minutes) => void collector.count('usage', 'callMinutes', surface(), minutes),
});
