import type { Category, Surface } from './datum.ts';
import { effective } from './effectivePolicy.ts';
import type { PolicyReading, PolicySourceName, TracingLevel } from './policy.ts';
import type { ConsentText } from './schema.ts';

/** What the person chose in Options > General; `since` is an ISO 8601 instant, or null if never chosen. */
export interface Choice {
  readonly errorReports: boolean;
  readonly since: string | null;
  /** The wording that was agreed to; a yes without one covers nothing. */
  readonly agreed?: ConsentText | undefined;
}

/** Who decided: the product itself, its defaults, the person, the meeting's pool, or a policy's source. */
export type DecisionSource = 'product' | 'default' | 'choice' | 'pool' | PolicySourceName;

export interface Provenance {
  readonly source: DecisionSource;
  readonly key:
    | 'census'
    | 'DisableAutomaticSendTracing'
    | 'MeetingUxEnableTelemetry'
    | 'errorReports'
    | 'consentVersion';
  readonly value: boolean | 'always' | 'never' | 'unreadable' | 'unsettled' | 'suspended';
  /** ISO 8601; null if it has always been so. */
  readonly since: string | null;
  /** Where a person finds the source (a path, a host), and what is wrong with it if it can't be read. */
  readonly location?: string;
  readonly problem?: string;
  /** The organisation's name, if the source is its pool. */
  readonly organisation?: string;
}

export interface Decision {
  readonly allowed: boolean;
  readonly because: Provenance;
}

export interface Policy {
  /** Every source that was asked; a refusal from any of them holds. */
  readonly readings: readonly PolicyReading[];
  /** The setting of the pool that hosts the meeting (false by default); absent outside meetings. */
  readonly meetings?: {
    readonly MeetingUxEnableTelemetry: boolean;
    readonly pool: string;
    readonly since: string;
  };
}

export const notChosen: Choice = { errorReports: false, since: null };
export const noPolicy: Policy = { readings: [] };

type Because = Omit<Provenance, 'location' | 'problem'> & Partial<Provenance>;

/** The source of a reading, as a decision names it. */
const originOf = ({ source, location, organisation }: PolicyReading) => ({
  source,
  location,
  ...(organisation === undefined ? {} : { organisation }),
});

const yes = (because: Because): Decision => ({ allowed: true, because });
const no = (because: Because): Decision => ({ allowed: false, because });

/** The source that refuses by DisableAutomaticSendTracing, if any; a source that can't be read refuses. */
function refusal(policy: Policy): Provenance | undefined {
  const key = 'DisableAutomaticSendTracing';
  const { value, reading } = effective(policy, key) ?? {};
  if (!value || !reading) return undefined;
  const { since } = reading;
  return reading.state === 'unreadable'
    ? { ...originOf(reading), key, value: 'unreadable', since, problem: reading.problem }
    : { ...originOf(reading), key, value, since };
}

/** The first source that may be half written, so that it is not known yet whether it refuses. */
function unsettled({ readings }: Policy): Provenance | undefined {
  const reading = readings.find(({ state }) => state === 'unsettled');
  if (reading?.state !== 'unsettled') return undefined;
  const { since, problem } = reading;
  const key = 'DisableAutomaticSendTracing';
  return { ...originOf(reading), key, value: 'unsettled', since, problem };
}

/** Whether a refusal may be over in a moment: meanwhile nothing leaves, and nothing is deleted. */
export const isHeld = ({ allowed, because }: Decision): boolean =>
  !allowed && because.value === 'unsettled';

function permission(policy: Policy): Provenance {
  const key = 'DisableAutomaticSendTracing';
  const { reading } = effective(policy, key) ?? {};
  return reading
    ? { ...originOf(reading), key, value: false, since: reading.since }
    : { source: 'default', key, value: false, since: null };
}

/** How far the person's yes reaches. */
export interface Agreement {
  /** The current wording, and the one that was agreed to; null if there is none. */
  readonly version: number;
  readonly agreed: number | null;
  /** The error data in it that the person, who said yes, has not been told of. */
  readonly added: readonly string[];
}

/** The error data that a person who said yes has not been told of; none if they said no. */
export function fieldsNotAgreed(choice: Choice, text: ConsentText): readonly string[] {
  if (!choice.errorReports) return [];
  return text.fields.filter((field) => !choice.agreed?.fields.includes(field));
}

/** Whether the person's choice, whatever policy makes of it, is a yes to all that error reports can contain. */
export const saysYes = (choice: Choice, text: ConsentText): boolean =>
  choice.errorReports && fieldsNotAgreed(choice, text).length === 0;

function decideOnDesktop(
  category: Exclude<Category, 'census'>,
  choice: Choice,
  policy: Policy,
  text: ConsentText,
): Decision {
  const refused = refusal(policy);
  if (refused) return no(refused);
  const held = unsettled(policy);
  if (category === 'usage') return held ? no(held) : yes(permission(policy));
  if (choice.errorReports && !saysYes(choice, text)) {
    const { since } = choice;
    return no({ source: 'choice', key: 'consentVersion', value: 'suspended', since });
  }
  const because: Provenance = {
    source: choice.since === null ? 'default' : 'choice',
    key: 'errorReports',
    value: choice.errorReports,
    since: choice.since,
  };
  if (!choice.errorReports) return no(because);
  return held ? no(held) : yes(because);
}

function decideInMeetings({ meetings }: Policy): Decision {
  const key = 'MeetingUxEnableTelemetry';
  if (!meetings) return no({ source: 'default', key, value: false, since: null });
  const { MeetingUxEnableTelemetry: value, pool: location, since } = meetings;
  return { allowed: value, because: { source: 'pool', key, value, since, location } };
}

/**
 * Decides whether a datum of this category may be recorded or sent on this surface, and why. Everything that leaves
 * Candor asks here, when it is recorded and again before it is sent.
 * @param text what a yes to error reports has to cover.
 */
export function decide(
  category: Category,
  surface: Surface,
  choice: Choice,
  policy: Policy,
  text: ConsentText,
): Decision {
  if (category === 'census') {
    const rule = { source: 'product', key: 'census', since: null } as const;
    return surface === 'launcher'
      ? no({ ...rule, value: 'never' })
      : yes({ ...rule, value: 'always' });
  }
  return surface === 'desktop'
    ? decideOnDesktop(category, choice, policy, text)
    : decideInMeetings(policy);
}

/** The logging level that policy fixes, if one does. */
export function tracingLevelLock(policy: Policy):
  | {
      readonly level: TracingLevel;
      readonly origin: ReturnType<typeof originOf>;
      readonly since: string;
    }
  | undefined {
  const { value, reading } = effective(policy, 'TracingLevel') ?? {};
  return value && reading && { level: value, origin: originOf(reading), since: reading.since };
}
