import type { Decision, Provenance } from '../../contract/consent.ts';
import type { en } from '../../contract/text/en.ts';

type Sentence = keyof typeof en.decision.because;

/** The sentence that says why a decision is as it is. */
export function because({ because: { source, key, value } }: Decision): Sentence {
  if (source === 'product') return value === 'never' ? 'launcher' : 'census';
  if (key === 'MeetingUxEnableTelemetry') return 'pool';
  if (value === 'unreadable') return 'unreadable';
  if (value === 'unsettled') return 'unsettled';
  if (value === 'suspended') return 'suspended';
  if (source === 'choice') return value === true ? 'chosenOn' : 'chosenOff';
  if (key === 'errorReports') return 'notChosen';
  if (source === 'default') return 'usageDefault';
  return value === true ? 'refused' : 'usagePermitted';
}

/** Who decided: the person, someone who set a policy for them, or Candor itself. */
export function decider(source: Provenance['source']): 'person' | 'policy' | 'candor' {
  if (source === 'choice') return 'person';
  return source === 'product' || source === 'default' ? 'candor' : 'policy';
}
