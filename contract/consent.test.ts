import { describe, expect, it } from 'vitest';
import { categories, surfaces, type Category, type Surface } from './datum.ts';
import {
  decide,
  noPolicy,
  notChosen,
  tracingLevelLock,
  type Choice,
  type Policy,
} from './consent.ts';
import { consentText } from './consentText.ts';
import { policySources, type PolicyReading, type PolicySourceName } from './policy.ts';

const since = '2026-11-22T10:00:00.000Z';
const on: Choice = { errorReports: true, since, agreed: consentText };
const off: Choice = { errorReports: false, since };
const choices = { 'never chosen': notChosen, off, on };

const key = 'DisableAutomaticSendTracing';
const at = (source: PolicySourceName) => ({ source, location: `/${source}` });
const says = (source: PolicySourceName, refuses: boolean): PolicyReading => ({
  ...at(source),
  state: 'read',
  values: { DisableAutomaticSendTracing: refuses },
  unknown: [],
  since,
});
const silent = (source: PolicySourceName): PolicyReading => ({
  ...at(source),
  state: 'read',
  values: {},
  unknown: [],
  since,
});
const absent = (source: PolicySourceName): PolicyReading => ({ ...at(source), state: 'absent' });
const unreadable = (source: PolicySourceName): PolicyReading => ({
  ...at(source),
  state: 'unreadable',
  problem: 'it is not valid JSON',
  since,
});

const pool = (MeetingUxEnableTelemetry: boolean): Policy['meetings'] & object => ({
  MeetingUxEnableTelemetry,
  pool: 'pool.contoso.com',
  since,
});
const meetings = { 'no pool': undefined, 'pool false': pool(false), 'pool true': pool(true) };

const policies = {
  'no source': [],
  absent: [absent('machine')],
  silent: [silent('machine')],
  false: [says('machine', false)],
  true: [says('machine', true)],
  unreadable: [unreadable('machine')],
};

const product = (value: 'always' | 'never') => ({
  source: 'product',
  key: 'census',
  value,
  since: null,
});
const byDefault = { source: 'default', key, value: false, since: null };
const permitted = { ...at('machine'), key, value: false, since };
const refused = { ...at('machine'), key, value: true, since };
const illegible = {
  ...at('machine'),
  key,
  value: 'unreadable',
  since,
  problem: 'it is not valid JSON',
};
const neverChosen = { source: 'default', key: 'errorReports', value: false, since: null };
const chosen = (value: boolean) => ({ source: 'choice', key: 'errorReports', value, since });
const noPool = { source: 'default', key: 'MeetingUxEnableTelemetry', value: false, since: null };
const byPool = (value: boolean) => ({
  source: 'pool',
  key: 'MeetingUxEnableTelemetry',
  value,
  since,
  location: 'pool.contoso.com',
});

/** On the desktop, by policy: usage, and error for a person who never chose, chose no, and chose yes. */
const desktop = {
  'no source': [byDefault, neverChosen, chosen(false), chosen(true)],
  absent: [byDefault, neverChosen, chosen(false), chosen(true)],
  silent: [byDefault, neverChosen, chosen(false), chosen(true)],
  false: [permitted, neverChosen, chosen(false), chosen(true)],
  true: [refused, refused, refused, refused],
  unreadable: [illegible, illegible, illegible, illegible],
} as const;
const allowedOnDesktop = {
  'no source': [true, false, false, true],
  absent: [true, false, false, true],
  silent: [true, false, false, true],
  false: [true, false, false, true],
  true: [false, false, false, false],
  unreadable: [false, false, false, false],
} as const;
const inMeetings = {
  'no pool': { allowed: false, because: noPool },
  'pool false': { allowed: false, because: byPool(false) },
  'pool true': { allowed: true, because: byPool(true) },
};

type Names = [keyof typeof policies, keyof typeof meetings, keyof typeof choices];
const namesOf = <T extends object>(of: T) => Object.keys(of) as (keyof T)[];
const combinations = namesOf(policies).flatMap((policy) =>
  namesOf(meetings).flatMap((meeting) =>
    namesOf(choices).map((choice): Names => [policy, meeting, choice]),
  ),
);

function expected(category: Category, surface: Surface, [policy, meeting, choice]: Names) {
  if (category === 'census')
    return surface === 'launcher'
      ? { allowed: false, because: product('never') }
      : { allowed: true, because: product('always') };
  if (surface !== 'desktop') return inMeetings[meeting];
  const column = category === 'usage' ? 0 : 1 + namesOf(choices).indexOf(choice);
  return { allowed: allowedOnDesktop[policy][column], because: desktop[policy][column] };
}

const policyOf = (
  readings: readonly PolicyReading[],
  meeting?: NonNullable<Policy['meetings']>,
): Policy => ({ readings, ...(meeting ? { meetings: meeting } : {}) });

describe('decide', () => {
  for (const category of categories)
    for (const surface of surfaces)
      it.each(combinations)(
        `answers for ${category} on ${surface}: policy %s, %s, choice %s`,
        (...names) => {
          const [policy, meeting, choice] = names;
          const decision = decide(
            category,
            surface,
            choices[choice],
            policyOf(policies[policy], meetings[meeting]),
            consentText,
          );
          expect(decision).toEqual(expected(category, surface, names));
        },
      );

  it('lets one refusal hold, whatever the other sources say and in whatever order they are asked', () => {
    const others = [says('organisation', false), silent('user'), absent('policy-file')];
    for (const refusing of [says('machine', true), unreadable('machine')])
      for (let place = 0; place <= others.length; place += 1) {
        const readings = others.toSpliced(place, 0, refusing);
        for (const order of [readings, readings.toReversed()])
          for (const category of ['usage', 'error'] as const) {
            const { allowed, because } = decide(
              category,
              'desktop',
              on,
              policyOf(order),
              consentText,
            );
            expect(allowed).toBe(false);
            expect(because).toMatchObject({ source: 'machine', key });
          }
      }
  });

  it.each(policySources)('takes a refusal from %s', (source) => {
    expect(
      decide('usage', 'desktop', on, policyOf([says(source, true)]), consentText).allowed,
    ).toBe(false);
    expect(
      decide('error', 'desktop', on, policyOf([unreadable(source)]), consentText).allowed,
    ).toBe(false);
  });

  it('names the first of several refusals', () => {
    const policy = policyOf([says('organisation', true), unreadable('machine')]);
    expect(decide('error', 'desktop', on, policy, consentText).because.source).toBe('organisation');
  });

  it('starts with census and usage on and error reports off', () => {
    const first = categories.map((category) =>
      decide(category, 'desktop', notChosen, noPolicy, consentText),
    );
    expect(first.map(({ allowed }) => allowed)).toEqual([true, true, false]);
  });
});

describe('tracingLevelLock', () => {
  const level = (source: PolicySourceName, TracingLevel: 'Off' | 'Light' | 'Full') => ({
    ...silent(source),
    values: { TracingLevel },
  });

  it('is open where no policy names a level', () => {
    expect(tracingLevelLock(policyOf([absent('machine'), silent('user')]))).toBeUndefined();
  });

  it('takes the quietest of several levels', () => {
    const readings = [
      level('organisation', 'Full'),
      level('machine', 'Off'),
      level('user', 'Light'),
    ];
    expect(tracingLevelLock(policyOf(readings))).toEqual({
      level: 'Off',
      origin: at('machine'),
      since,
    });
  });
});
