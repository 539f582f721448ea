import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { duplicateKeys } from '../../contract/duplicateKeys.ts';
import { canBeSeen } from '../../contract/participantName.ts';
import { parsePolicy } from '../../contract/policy.ts';
import { parseSipAddress } from '../../contract/sipAddress.ts';
import type { en } from '../../contract/text/en.ts';
import type { Said } from '../../contract/text/terminal.ts';
import { codeOf, done, failed, type Log, type Outcome } from '../outcome.ts';
import { readOrMake, writeOwnerFile } from '../ownerFile.ts';
import { ha1Of } from './digest.ts';

type Fault = Exclude<keyof typeof en.poolCommand.file, 'at' | 'namedTwice' | 'notJson'>;

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
      }),
    ),
    meetings: z.strictObject({ telemetry: z.boolean().default(false) }).default({
      telemetry: false,
    }),
  })
  .refine(({ accounts, organisations }) =>
    Object.keys(accounts).every((name) => Object.hasOwn(organisations, name.split('@')[1] ?? '')),
  );

/** All that the pool knows of people and organisations. */
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

function misfit(issue: z.core.$ZodIssue | undefined): Said {
  if (!issue) return (t) => t('poolCommand.file.unfit');
  const fault = faultOf(issue);
  const stranger = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const place = [...issue.path, ...stranger].join('.');
  return (t) => {
    const problem = t(`poolCommand.file.${fault}`);
    return place === '' ? problem : t('poolCommand.file.at', { place, problem });
  };
}

/** Reads what an administrator, or `candor-pool`, wrote. */
export function parsePoolFile(text: string): Outcome<PoolData, Said> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failed((t) => t('poolCommand.file.notJson'));
  }
  const [twice] = duplicateKeys(text);
  if (twice !== undefined) return failed((t) => t('poolCommand.file.namedTwice', { key: twice }));
  const parsed = schema.safeParse(json);
  if (parsed.success) return done(parsed.data);
  return failed(misfit(parsed.error.issues[0]));
}

export const unusable =
  (path: string, problem: Said): Said =>
  (t) =>
    t('poolCommand.unusable', { path, problem: problem(t) });

export const formatPoolFile = (data: PoolData): string => `${JSON.stringify(data, null, 2)}\n`;

/** A copy with an account added or its password replaced; its organisation must be there. */
export function withAccount(
  data: PoolData,
  account: string,
  { displayName, password }: { readonly displayName: string; readonly password: string },
): PoolData {
  const [user = '', realm = ''] = account.split('@');
  const entry = { displayName, ha1: ha1Of(user, realm, password) };
  return { ...data, accounts: { ...data.accounts, [account]: entry } };
}

export interface PoolFile {
  readonly data: () => PoolData;
  readonly change: (turn: (data: PoolData) => PoolData) => void;
  /** Calls the listener when the file says something else. */
  readonly onChange: (listener: () => void) => void;
  readonly close: () => void;
}

/** Milliseconds. */
const POLL = 250;

/** Changes whenever the file does, its content, place or rights. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return codeOf(error);
  }
}

/**
 * Tells of each change since the stamp was taken, by polling, which sees every way a file can change.
 * @returns what ends it.
 */
function follow(path: string, since: string, onChange: () => void): () => void {
  let seen = since;
  const timer = setInterval(() => {
    const now = stampOf(path);
    if (now === seen) return;
    seen = now;
    onChange();
  }, POLL);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** The same people, but nothing allowed that a policy could refuse. */
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
 * Opens `pool.json`, and makes an empty one where there is none. What is written to it later takes effect
 * at once; what can't be understood may have been a refusal, and is one: all else stays as it was last
 * understood, and the log says why.
 */
export function openPoolFile(path: string, log: Log): Outcome<PoolFile, Said> {
  // Taken before it is read: what is written meanwhile is a change.
  const before = stampOf(path);
  let text: string | undefined = readOrMake(path, () => formatPoolFile(emptyPool));
  const first = parsePoolFile(text);
  if (!first.ok) return failed(unusable(path, first.problem));
  let data = first.value;
  let isUnderstood = true;
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const refuse = (problem: Said) => {
    log((t) => t('poolCommand.refuses', { problem: problem(t) }));
    isUnderstood = false;
    tell();
  };
  const reload = () => {
    let next: string;
    try {
      next = readFileSync(path, 'utf8');
    } catch (error) {
      text = undefined;
      refuse((t) => t('poolCommand.unreadable', { path, code: codeOf(error) }));
      return;
    }
    if (next === text) return;
    text = next;
    const parsed = parsePoolFile(next);
    if (!parsed.ok) {
      refuse(unusable(path, parsed.problem));
      return;
    }
    data = parsed.value;
    isUnderstood = true;
    tell();
  };
  const unfollow = follow(path, before, reload);

  return done({
    data: () => (isUnderstood ? data : refusing(data)),
    change(turn) {
      writeOwnerFile(path, formatPoolFile(turn(data)));
      reload();
    },
    onChange: (listener) => void listeners.push(listener),
    close: unfollow,
  });
}
