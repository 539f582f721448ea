import { categories } from '../../contract/catalogue.ts';
import { consentText } from '../../contract/consentText.ts';
import { fieldsNotAgreed } from '../../contract/consent.ts';
import type { EventOf } from '../../contract/ledger.ts';
import type { ConsentKeeper } from './consentKeeper.ts';
import type { Ledger } from './ledger.ts';

type Decisions = EventOf<'choice'>['decisions'];

function decisionsOf(consent: ConsentKeeper): Decisions {
  return Object.fromEntries(
    categories.map((category) => [category, consent.allows(category, 'desktop')]),
  ) as Decisions;
}

function sourcesOf(consent: ConsentKeeper): EventOf<'policy'>['sources'] {
  return consent.policy().readings.map((reading) => {
    const { source, location, state } = reading;
    const values = Object.fromEntries(
      Object.entries(reading.state === 'read' ? reading.values : {}).filter(
        (pair): pair is [string, boolean | 'Off' | 'Light' | 'Full'] => pair[1] !== undefined,
      ),
    );
    const problem = reading.state === 'unreadable' ? { problem: reading.problem } : {};
    return { source, location, state, values, ...problem };
  });
}

/** Writes into the ledger every choice and policy that differs from the last one there, now and whenever one changes. */
export function noteDecisions(consent: ConsentKeeper, ledger: Ledger): void {
  const noteChoice = () => {
    const { errorReports, since, agreed } = consent.choice();
    if (since === (ledger.latest('choice')?.since ?? null)) return;
    const wording = agreed?.version ?? null;
    ledger.note({ kind: 'choice', errorReports, wording, since, decisions: decisionsOf(consent) });
  };

  const notePolicy = () => {
    const sources = sourcesOf(consent);
    if (JSON.stringify(sources) === JSON.stringify(ledger.latest('policy')?.sources)) return;
    ledger.note({ kind: 'policy', sources, decisions: decisionsOf(consent) });
  };

  const noteSuspension = () => {
    const added = [...fieldsNotAgreed(consent.choice())];
    const { version: wording } = consentText;
    if (added.length === 0 || ledger.latest('consentSuspended')?.wording === wording) return;
    ledger.note({ kind: 'consentSuspended', wording, added, decisions: decisionsOf(consent) });
  };

  const follow = () => {
    noteChoice();
    notePolicy();
    noteSuspension();
  };
  follow();
  consent.onChange(follow);
}
