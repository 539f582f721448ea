import { decide, notChosen, type Choice, type Decision, type Policy } from '../consent.ts';
import { categories, surfaces, type Category, type Surface } from '../datum.ts';
import { parsePolicy } from '../policy.ts';
import type { ConsentText } from '../schema.ts';

/** What the pool would say, or says, to an organisation's people. */
export interface PoolSettings {
  readonly organisation: string;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly MeetingUxEnableTelemetry: boolean;
}

/** Where the table takes its sources from: the page's own address, and since when (ISO 8601). */
export interface PoolPlace {
  readonly pool: string;
  readonly since: string;
}

export interface DecisionRow {
  readonly category: Category;
  readonly surface: Surface;
  /** By whether the person said yes to error reports; the same wherever their choice does not matter. */
  readonly whoSaidYes: Decision;
  readonly whoDidNot: Decision;
}

const saidYes = (text: ConsentText, since: string): Choice => ({
  errorReports: true,
  since,
  agreed: text,
});

/**
 * What a pool's settings mean for each category and surface, by {@link decide} itself, for a device where no other
 * source sets a policy; one that does can only refuse more.
 */
export function decisionTable(
  { organisation, policy: input, MeetingUxEnableTelemetry }: PoolSettings,
  { pool, since }: PoolPlace,
  text: ConsentText,
): readonly DecisionRow[] {
  const parsed = parsePolicy(input);
  const from = { source: 'organisation', location: pool, organisation, since } as const;
  const policy: Policy = {
    readings: [
      parsed.ok
        ? { ...from, state: 'read', values: parsed.values, unknown: parsed.unknown }
        : { ...from, state: 'unreadable', problem: parsed.problem, key: parsed.key },
    ],
    meetings: { MeetingUxEnableTelemetry, pool, since },
  };
  const by = (category: Category, surface: Surface, choice: Choice) =>
    decide(category, surface, choice, policy, text);
  return surfaces.flatMap((surface) =>
    categories.map((category) => ({
      category,
      surface,
      whoSaidYes: by(category, surface, saidYes(text, since)),
      whoDidNot: by(category, surface, notChosen),
    })),
  );
}
