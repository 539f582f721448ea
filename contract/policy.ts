import { z } from 'zod';
import { isPolicyAddress } from './policyAddress.ts';
import {
  policyCatalogue,
  policyEntries,
  policyKeys,
  tracingLevels,
  type PolicyKey,
  type PolicyType,
  type PolicyValues,
} from './policyCatalogue.ts';

export { tracingLevels, type PolicyKey, type PolicyValues };

/** Where a policy can come from, in order of precedence where the first holds. */
export const policySources = ['machine', 'user', 'organisation', 'policy-file'] as const;
export type PolicySourceName = (typeof policySources)[number];

export type TracingLevel = (typeof tracingLevels)[number];

interface FromSource {
  readonly source: PolicySourceName;
  /** Where a person finds it: a file's path, a registry key, a pool's host name. */
  readonly location: string;
  /** The organisation's name, if the source is its pool. */
  readonly organisation?: string | undefined;
}

/** The result of reading one source; `since` is an ISO 8601 instant. */
export type PolicyReading = FromSource &
  (
    | { readonly state: 'absent' }
    | {
        readonly state: 'read';
        readonly values: PolicyValues;
        readonly unknown: readonly string[];
        readonly since: string;
      }
    /** It can't be read, but may be half written: meanwhile nothing is allowed, and nothing withdrawn. */
    | {
        readonly state: 'unsettled';
        readonly problem: string;
        /** What it said before, if anything. */
        readonly values?: PolicyValues;
        readonly since: string;
      }
    | {
        readonly state: 'unreadable';
        readonly problem: string;
        /** The policy whose value is at fault, if one is. */
        readonly key?: PolicyKey | undefined;
        readonly since: string;
      }
  );

/** What a source says: while its text may be half written, what it said before. */
export const valuesOf = (reading: PolicyReading): PolicyValues =>
  (reading.state === 'read' || reading.state === 'unsettled' ? reading.values : undefined) ?? {};

export type ParsedPolicy =
  | { readonly ok: true; readonly values: PolicyValues; readonly unknown: readonly string[] }
  | {
      readonly ok: false;
      readonly problem: string;
      readonly key?: PolicyKey;
      /** It is not even JSON, like a file that is just being written. */
      readonly isMalformed?: true;
    };

const flag = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);

function schemaOf(type: PolicyType): z.ZodType {
  switch (type.kind) {
    case 'flag':
      return flag;
    case 'choice':
      return z.enum(type.values);
    case 'address':
      return z.string().refine((text) => isPolicyAddress(text, type.schemes));
    case 'days':
      return z.int().min(type.least).max(type.most);
  }
}

const policySchema = z.looseObject(
  Object.fromEntries(policyEntries.map(([key, { type }]) => [key, schemaOf(type).optional()])),
);

/** The values that a type of policy allows, with the words for "or" and "to" in English or another language. */
export function possibleValues(type: PolicyType, or = 'or', to = 'to'): string {
  const oneOf = (values: readonly string[]): string =>
    [values.slice(0, -1).join(', '), values.at(-1)].filter(Boolean).join(` ${or} `);
  switch (type.kind) {
    case 'flag':
      return oneOf(['true', 'false', '0', '1']);
    case 'choice':
      return oneOf(type.values.map((value) => `"${value}"`));
    case 'address':
      // A plain http or ws address can only be this device's own, so nobody is advised to write one.
      return oneOf(type.schemes.filter((scheme) => scheme === 'https' || scheme === 'wss'));
    case 'days':
      return `${type.least} ${to} ${type.most}`;
  }
}

const rules: Readonly<Record<PolicyType['kind'], string>> = {
  flag: 'must be',
  choice: 'must be',
  address: 'must be an address in',
  days: 'must be a whole number from',
};

/** What is said about a policy's value that is not valid. */
export function problemOf(key: PolicyKey): string {
  const { type } = policyCatalogue[key];
  return `${key} ${rules[type.kind]} ${possibleValues(type)}`;
}

/** Parses what an administrator wrote. It never throws; what it can't take whole is a problem, described in words. */
export function parsePolicy(input: unknown): ParsedPolicy {
  const parsed = policySchema.safeParse(input);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path[0];
    const key = policyKeys.find((known) => known === at);
    return key
      ? { ok: false, problem: problemOf(key), key }
      : { ok: false, problem: 'the policy must be a JSON object' };
  }
  const known = new Set<string>(policyKeys);
  const entries = Object.entries(parsed.data);
  return {
    ok: true,
    // The schema is made from the same catalogue as the type.
    values: Object.fromEntries(entries.filter(([key]) => known.has(key))),
    unknown: entries.map(([key]) => key).filter((key) => !known.has(key)),
  };
}
