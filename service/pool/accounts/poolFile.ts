import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { duplicateKeys } from '../../../contract/duplicateKeys.ts';
import { createEmitter } from '../../../contract/emitter.ts';
import { canBeSeen } from '../../../contract/participantName.ts';
import { passingErrors } from '../../../contract/passingErrors.ts';
import { parsePolicy } from '../../../contract/policy.ts';
import { findJsonFault } from '../../../contract/jsonFault.ts';
import { jsonFaultText } from '../../../contract/jsonFaultText.ts';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import type { en } from '../../../contract/text/en.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { codeOf, done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { writeOwnerFile } from '../../shared/ownerFile.ts';
import { ha1Of } from './digest.ts';
import { createMoment, follow, isWhole, readWhole, stampOf } from './watchedFile.ts';

type Fault = Exclude<keyof typeof en.poolCommand.file, 'at' | 'namedTwice'>;

const domain = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const address = z.string().refine((text) => {
  const parsed = parseSipAddress(text);
  return parsed.ok && parsed.value === text;
});
const policy = z.record(z.string(), z.unknown()).refine((values) => parsePolicy(values).ok);

const displayName = z.string().max(128).refine(canBeSeen);

const schema = z
  .strictObject({
    organisations: z.record(domain, z.strictObject({ displayName, policy: policy.default({}) })),
    accounts: z.record(
      address,
      z.strictObject({
        displayName,
        ha1: z.strictObject({
          'SHA-256': z.string().regex(/^[0-9a-f]{64}$/),
          MD5: z.string().regex(/^[0-9a-f]{32}$/),
        }),
        /** Kept, and served as if it were not there. */
        disabled: z.literal(true).optional(),
      }),
    ),
    meetings: z.strictObject({ telemetry: z.boolean().default(false) }).default({
      telemetry: false,
    }),
  })
  .refine(({ accounts, organisations }) =>
    Object.keys(accounts).every((name) => Object.hasOwn(organisations, name.split('@')[1] ?? '')),
  );

/** Everything that the pool knows about people and organisations. */
export type PoolData = z.infer<typeof schema>;

export const emptyPool: PoolData = {
  organisations: {},
  accounts: {},
  meetings: { telemetry: false },
};

const faults: Readonly<Record<string, Fault>> = {
  displayName: 'displayName',
  policy: 'policy',
  telemetry: 'telemetry',
  ha1: 'ha1',
  'SHA-256': 'ha1',
  MD5: 'ha1',
};

function faultOf({ code, path }: z.core.$ZodIssue): Fault {
  if (code === 'invalid_key') return path[0] === 'organisations' ? 'domain' : 'address';
  if (code === 'custom' && path.length === 0) return 'orphan';
  const key = String(path.at(-1));
  return (code !== 'unrecognized_keys' && Object.hasOwn(faults, key) && faults[key]) || 'unfit';
}

function misfit(issue: z.core.$ZodIssue | undefined): LocalizedText {
  if (!issue) return (t) => t('poolCommand.file.unfit');
  const fault = faultOf(issue);
  const stranger = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const place = [...issue.path, ...stranger].join('.');
  return (t) => {
    const problem = t(`poolCommand.file.${fault}`);
    return place === '' ? problem : t('poolCommand.file.at', { place, problem });
  };
}

/** Reads what an administrator or `candor-pool` wrote. */
export function parsePoolFile(text: string): Outcome<PoolData, LocalizedText> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const found = findJsonFault(text);
    return failed((t) => (found ? jsonFaultText(t, found) : t('policyProblem.notJson')));
  }
  const [twice] = duplicateKeys(text);
  if (twice !== undefined) return failed((t) => t('poolCommand.file.namedTwice', { key: twice }));
  const parsed = schema.safeParse(json);
  if (parsed.success) return done(parsed.data);
  return failed(misfit(parsed.error.issues[0]));
}

export const unusable =
  (path: string, problem: LocalizedText): LocalizedText =>
  (t) =>
    t('poolCommand.unusable', { path, problem: problem(t) });

export const formatPoolFile = (data: PoolData): string => `${JSON.stringify(data, null, 2)}\n`;

/** A copy with an account added or its password replaced; its organisation must exist. */
export function withAccount(
  data: PoolData,
  account: string,
  { displayName, password }: { readonly displayName: string; readonly password: string },
): PoolData {
  const [user = '', realm = ''] = account.split('@');
  const entry = { ...data.accounts[account], displayName, ha1: ha1Of(user, realm, password) };
  return { ...data, accounts: { ...data.accounts, [account]: entry } };
}

export interface PoolFile {
  /** What is served: disabled accounts are not in it. */
  readonly data: () => PoolData;
  /** What was last understood of the file, with disabled accounts, and without what an invalid one forbids. */
  readonly stored: () => PoolData;
  /** Whether the file may be half written: its next content is not known yet, and `data` is its last. */
  readonly isUnsettled: () => boolean;
  /** Resolves once that is known. */
  readonly settled: () => Promise<void>;
  readonly change: (turn: (data: PoolData) => PoolData) => void;
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
      { displayName, policy: { ...said, DisableAutomaticSendTracing: true } },
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
      const problem: LocalizedText = (t) =>
        t('poolCommand.unreadable', { path, code: codeOf(error) });
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
    isUnsettled: moment.isOn,
    settled: moment.over,
    change(turn) {
      writeOwnerFile(path, formatPoolFile(turn(data)));
      reload();
    },
    onChange: listen,
    close() {
      moment.end();
      unfollow();
    },
  });
}
