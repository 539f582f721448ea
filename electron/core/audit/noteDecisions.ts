import { categories, type ClientSurface } from '../../../contract/datum.ts';
import { fieldsNotAgreed } from '../../../contract/consent.ts';
import type { PolicyReading } from '../../../contract/policy.ts';
import type { EventOf } from '../../../contract/ledger.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { SurfaceKeeper } from '../telemetry/surfaceKeeper.ts';
import type { Ledger } from './ledger.ts';

type Decisions = EventOf<'choice'>['decisions'];

type Sources = EventOf<'policy'>['sources'];
type SettledReading = Exclude<PolicyReading, { state: 'unsettled' }>;

const isSettled = (reading: PolicyReading): reading is SettledReading =>
  reading.state !== 'unsettled';

function decisionsOf(consent: ConsentKeeper, surface: ClientSurface): Decisions {
  return Object.fromEntries(
    categories.map((category) => [category, consent.allows(category, surface)]),
  ) as Decisions;
}

/** The meeting host's setting, which only decides for guests. */
function hostOf(consent: ConsentKeeper, surface: ClientSurface): Sources {
  const { meetings } = consent.policy();
  if (!meetings || surface === 'desktop') return [];
  const { pool: location, MeetingUxEnableTelemetry } = meetings;
  return [{ source: 'pool', location, state: 'read', values: { MeetingUxEnableTelemetry } }];
}

function sourcesOf(readings: readonly SettledReading[]): Sources {
  return readings.map((reading) => {
    const { source, location, state } = reading;
    const said = Object.entries(reading.state === 'read' ? reading.values : {});
    const values = Object.fromEntries(
      said.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
    );
    const problem = reading.state === 'unreadable' ? { problem: reading.problem } : {};
    return { source, location, state, values, ...problem };
  });
}

/**
 * Records in the ledger every choice and policy that differs from the last one there, now and whenever one changes.
 * @param where the surfaces on which this process and its open meeting currently record.
 */
export function noteDecisions(
  consent: ConsentKeeper,
  ledger: Ledger,
  { surface, meetingSurface }: Pick<SurfaceKeeper, 'surface' | 'meetingSurface'>,
): void {
  const decisionsNow = () => decisionsOf(consent, surface());
  const noteChoice = () => {
    const { errorReports, since, agreed } = consent.choice();
    if (since === (ledger.latest('choice')?.since ?? null)) return;
    const wording = agreed?.version ?? null;
    ledger.note({ kind: 'choice', errorReports, wording, since, decisions: decisionsNow() });
  };

  const notePolicy = () => {
    const { readings } = consent.policy();
    // A half-written policy says nothing yet; its outcome is recorded.
    if (!readings.every(isSettled)) return;
    const sources = [...sourcesOf(readings), ...hostOf(consent, meetingSurface())];
    if (JSON.stringify(sources) === JSON.stringify(ledger.latest('policy')?.sources)) return;
    ledger.note({ kind: 'policy', sources, decisions: decisionsNow() });
  };

  const noteSuspension = () => {
    const added = [...fieldsNotAgreed(consent.choice(), consent.text)];
    const { version: wording } = consent.text;
    if (added.length === 0 || ledger.latest('consentSuspended')?.wording === wording) return;
    ledger.note({ kind: 'consentSuspended', wording, added, decisions: decisionsNow() });
  };

  const follow = () => {
    noteChoice();
    notePolicy();
    noteSuspension();
  };
  follow();
  consent.onChange(follow);
}
