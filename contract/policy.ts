import { z } from 'zod';

/** Where a policy can come from, in the order in which they are asked. */
export const policySources = ['organisation', 'machine', 'user', 'policy-file'] as const;
export type PolicySourceName = (typeof policySources)[number];

export const tracingLevels = ['Off', 'Light', 'Full'] as const;
export type TracingLevel = (typeof tracingLevels)[number];

export interface PolicyValues {
  readonly DisableAutomaticSendTracing?: boolean | undefined;
  readonly TracingLevel?: TracingLevel | undefined;
}

interface FromSource {
  readonly source: PolicySourceName;
  /** Where a person finds it: a file's path, a registry key, a pool's host name. */
  readonly location: string;
  /** The organisation's name, where the source is its pool. */
  readonly organisation?: string | undefined;
}

/** What reading one source gave; `since` is an ISO 8601 instant. */
export type PolicyReading = FromSource &
  (
    | { readonly state: 'absent' }
    | {
        readonly state: 'read';
        readonly values: PolicyValues;
        readonly unknown: readonly string[];
        readonly since: string;
      }
    | { readonly state: 'unreadable'; readonly problem: string; readonly since: string }
  );

export type ParsedPolicy =
  | { readonly ok: true; readonly values: PolicyValues; readonly unknown: readonly string[] }
  | { readonly ok: false; readonly problem: string };

const flag = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);

const policySchema = z.looseObject({
  DisableAutomaticSendTracing: flag.optional(),
  TracingLevel: z.enum(tracingLevels).optional(),
});

const expected: Readonly<Record<string, string>> = {
  DisableAutomaticSendTracing: 'must be true, false, 0 or 1',
  TracingLevel: 'must be "Off", "Light" or "Full"',
};

/** Parses what an administrator wrote. It never throws; what it can't take whole is a problem, told in words. */
export function parsePolicy(input: unknown): ParsedPolicy {
  const parsed = policySchema.safeParse(input);
  if (!parsed.success) {
    const key = String(parsed.error.issues[0]?.path[0] ?? '');
    const rule = expected[key];
    return { ok: false, problem: rule ? `${key} ${rule}` : 'the policy must be a JSON object' };
  }
  const { DisableAutomaticSendTracing, TracingLevel, ...others } = parsed.data;
  return {
    ok: true,
    values: { DisableAutomaticSendTracing, TracingLevel },
    unknown: Object.keys(others),
  };
}

/** JSON lets a key stand twice, and its last value win; an earlier refusal must not get lost by that. */
const namedTwice = /"DisableAutomaticSendTracing"\s*:[^]*"DisableAutomaticSendTracing"\s*:/;

/** Parses a policy file's text; see {@link parsePolicy}. */
export function parsePolicyText(text: string): ParsedPolicy {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: 'it is not valid JSON' };
  }
  if (namedTwice.test(text))
    return { ok: false, problem: 'it names DisableAutomaticSendTracing twice' };
  return parsePolicy(json);
}
