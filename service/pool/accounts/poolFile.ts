import { readFileSync } from 'node:fs';
import { createEmitter } from '../../../contract/emitter.ts';
import { passingErrors } from '../../../contract/passingErrors.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { codeOf, done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { writeOwnerFile } from '../../shared/ownerFile.ts';
import {
  emptyPool,
  formatPoolFile,
  parsePoolFile,
  unreadable,
  unusable,
  type PoolData,
} from './poolData.ts';
import { createMoment, follow, isWhole, readWhole, stampOf } from './watchedFile.ts';

export interface PoolFile {
  /** What is served: disabled accounts are not in it. */
  readonly data: () => PoolData;
  /** What was last understood of the file, with disabled accounts, and without what an invalid one forbids. */
  readonly stored: () => PoolData;
  /** Whether `data` is what the file says; if not, all that could be forbidden is. */
  readonly isUnderstood: () => boolean;
  /** Whether the file may be half written: its next content is not known yet, and `data` is its last. */
  readonly isUnsettled: () => boolean;
  /** Resolves once that is known. */
  readonly settled: () => Promise<void>;
  readonly change: (turn: (data: PoolData) => PoolData) => void;
  /** Looks at the file at once, after this process wrote it. */
  readonly reread: () => void;
  /** Calls the listener when the file's content has changed. */
  readonly onChange: (listener: () => void) => void;
  readonly close: () => void;
}

/** Without the accounts that are disabled: nobody signs in to them, nor sees them. */
const enabledOf = (data: PoolData): PoolData => ({
  ...data,
  accounts: Object.fromEntries(
    Object.entries(data.accounts).filter(([, { disabled }]) => !disabled),
  ),
});

/** The same people, but with everything forbidden that a policy could forbid. */
const refusing = (data: PoolData): PoolData => ({
  ...data,
  organisations: Object.fromEntries(
    Object.entries(data.organisations).map(([name, { displayName, policy: said }]) => [
      name,
      {
        displayName,
        policy: {
          ...said,
          DisableAutomaticSendTracing: true,
          // Without relays it would forbid every call, which nobody can have meant.
          ...(data.turn ? { RelayOnly: true } : {}),
        },
      },
    ]),
  ),
  meetings: { ...data.meetings, telemetry: false },
});

/**
 * Opens `pool.json`, and makes an empty one if there is none. Later changes to it take effect at once. An invalid one
 * may have been meant to forbid something, and counts as doing so: everything else stays as it was last understood, and
 * the log says why. Text that is not JSON, and a file that is gone or temporarily unreadable, may be a write in
 * progress: for a moment nothing is known, and after it they count as forbidding.
 */
export function openPoolFile(path: string, log: Log): Outcome<PoolFile, LocalizedText> {
  // Taken before the file is read: anything written meanwhile is a change.
  const before = stampOf(path);
  let text: string | undefined = readWhole(path, () => formatPoolFile(emptyPool));
  const first = parsePoolFile(text);
  if (!first.ok) return failed(unusable(path, first.problem));
  let data = first.value;
  let served = enabledOf(data);
  /** `hasPassed`: a moment is just over, and the file's content now is final. */
  let [isUnderstood, hasPassed] = [true, false];
  const { listen, emit: tell } = createEmitter();
  const moment = createMoment();

  const refuse = (problem: LocalizedText) => {
    moment.end();
    log((t) => t('poolCommand.refuses', { problem: problem(t) }));
    isUnderstood = false;
    tell();
  };
  /** If it already counts as forbidding, there is no need to wait. */
  const refuseUnlessWritten = (problem: LocalizedText) => {
    if (moment.isOn() && !hasPassed) return;
    if (!isUnderstood || hasPassed) {
      refuse(problem);
      return;
    }
    moment.begin(() => {
      hasPassed = true;
      // A file that could not be read for a moment may look the same as before.
      text = undefined;
      try {
        reload();
      } finally {
        hasPassed = false;
      }
    });
    tell();
  };
  const reload = () => {
    let next: string;
    try {
      next = readFileSync(path, 'utf8');
    } catch (error) {
      text = undefined;
      const problem = unreadable(path, error);
      if (codeOf(error) === 'ENOENT' || passingErrors.has(codeOf(error)))
        refuseUnlessWritten(problem);
      else refuse(problem);
      return;
    }
    if (next === text) return;
    text = next;
    const parsed = parsePoolFile(next);
    if (!parsed.ok) {
      const problem = unusable(path, parsed.problem);
      if (isWhole(next)) refuse(problem);
      else refuseUnlessWritten(problem);
      return;
    }
    data = parsed.value;
    served = enabledOf(data);
    isUnderstood = true;
    moment.end();
    tell();
  };
  const unfollow = follow(path, before, reload);

  return done({
    data: () => (isUnderstood ? served : refusing(served)),
    stored: () => data,
    isUnderstood: () => isUnderstood,
    isUnsettled: moment.isOn,
    settled: moment.over,
    change(turn) {
      writeOwnerFile(path, formatPoolFile(turn(data)));
      reload();
    },
    reread: reload,
    onChange: listen,
    close() {
      moment.end();
      unfollow();
    },
  });
}
