import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { categories, type Category, type Datum } from './datum.ts';
import { candorSchema, isRecordName, type RecordName } from './records.ts';
import { recordShapes } from './recordShapes.ts';
import { fieldsProblem, roundedFields } from './schema.ts';

/** Every row of the design's section 1: category, datum, type, and whom it may identify. */
const declared = {
  census: {
    appName: 'text none',
    deviceModel: 'text none',
    osName: 'text none',
    osVersion: 'text none',
    userLanguage: 'text none',
    userId: 'uuid pseudonym',
    deviceId: 'uuid pseudonym',
    signInAttempts: 'count none',
    signInFailures: 'count none',
  },
  usage: {
    day: 'day none',
    imSent: 'count none',
    imReceived: 'count none',
    callsMade: 'count none',
    meetingJoinAttempts: 'count none',
    meetingJoinSuccesses: 'count none',
    callMinutes: 'measure none',
    federationPartner: 'text organisation',
    firstOfDay: 'count none',
    osName: 'text none',
    featureUse: 'counts none',
    sessions: 'count none',
    crashes: 'count none',
    hangs: 'count none',
    recordsDropped: 'count none',
  },
  error: {
    messageDirection: 'text none',
    conversationState: 'text none',
    conversationThreadId: 'text pseudonym',
    userId: 'text person',
    errorCode: 'text none',
    processType: 'text none',
    exceptionType: 'text none',
    exceptionMessage: 'text person',
    exceptionStack: 'text person',
    errorLog: 'text person',
    incident: 'text none',
    crashReason: 'text none',
    exitCode: 'text none',
    exceptionKind: 'text none',
    crashedModule: 'text none',
    moduleOffset: 'text none',
    threadCount: 'count none',
    electronVersion: 'text none',
    chromiumVersion: 'text none',
    dumpSize: 'count none',
    dumpDigest: 'text none',
    problemText: 'text person',
    fingerprint: 'text none',
    occurrences: 'count none',
    uptime: 'measure none',
    memory: 'measure none',
    eventLoopDelay: 'measure none',
    architecture: 'text none',
    processorCores: 'count none',
    deviceMemory: 'measure none',
    roundTrip: 'measure none',
    jitter: 'measure none',
    packetLoss: 'measure none',
  },
};

const dataOf = (category: Category): Readonly<Record<string, Datum>> => catalogue[category];
const all = categories.flatMap((category) =>
  Object.entries(dataOf(category)).map(([name, datum]) => ({ category, name, datum })),
);

/** The examples of a record's fields, which must be valid. */
function examples(name: RecordName): Record<string, unknown> {
  const { category, required, optional } = recordShapes[name];
  const fields: readonly string[] = [...required, ...optional];
  return Object.fromEntries(fields.map((field) => [field, dataOf(category)[field]?.example]));
}

const names = Object.keys(recordShapes) as RecordName[];
const wrongTypes: readonly unknown[] = [undefined, null, true, {}, [], ['a'], () => 'a', NaN, -1];

describe('the catalogue', () => {
  it('declares every datum of the design, and no other', () => {
    const rows = categories.map((category) => [
      category,
      Object.fromEntries(
        Object.entries(dataOf(category)).map(([name, { type, pii }]) => [name, `${type} ${pii}`]),
      ),
    ]);
    expect(Object.fromEntries(rows)).toEqual(declared);
  });

  it.each(all)('describes $category.$name in both languages and says since when', ({ datum }) => {
    for (const words of [datum.label, datum.purpose])
      for (const language of ['en', 'fr'] as const)
        expect(words[language].trim().length).toBeGreaterThan(2);
    expect(datum.since).toMatch(/^\d+\.\d+\.\d+$/);
    if (datum.type === 'text') expect(datum.values ?? datum.maxLength).toBeTruthy();
  });

  it('holds nothing in the census that names an organisation or a person', () => {
    const identities = Object.values(dataOf('census')).map(({ pii }) => pii);
    expect(identities.filter((pii) => pii === 'organisation' || pii === 'person')).toEqual([]);
  });

  it('holds nothing in usage that identifies a person', () => {
    const identities = Object.values(dataOf('usage')).map(({ pii }) => pii);
    expect(identities.filter((pii) => pii === 'person' || pii === 'pseudonym')).toEqual([]);
  });

  it('has the service hash every account and address', () => {
    const hashed = all
      .filter(({ datum }) => datum.hashedByService)
      .map((row) => `${row.category}.${row.name}`);
    expect(hashed).toEqual(['census.userId', 'error.userId']);
  });
});

describe('fieldsProblem', () => {
  it.each(names)('takes the examples of %s', (name) => {
    expect(fieldsProblem(candorSchema, name, examples(name))).toBeUndefined();
  });

  const fieldsOf = names.flatMap((name) =>
    Object.keys(examples(name)).map((field) => ({ name, field })),
  );

  it.each(fieldsOf)(
    'refuses a wrong type for $name.$field, without quoting it',
    ({ name, field }) => {
      const { type } = dataOf(recordShapes[name].category)[field]!;
      const wrong = wrongTypes.filter(
        (value) => !(type === 'counts' && JSON.stringify(value) === '{}'),
      );
      const other = ['text', 'uuid', 'day'].includes(type) ? [7] : ['seven', '7'];
      for (const value of [...wrong, ...other])
        expect(fieldsProblem(candorSchema, name, { ...examples(name), [field]: value })).toBe(
          `${field} is not a valid ${type}`,
        );
    },
  );

  it.each(fieldsOf)('holds $name.$field to its bounds', ({ name, field }) => {
    const datum = dataOf(recordShapes[name].category)[field]!;
    const problem = (value: unknown) =>
      fieldsProblem(candorSchema, name, { ...examples(name), [field]: value });
    const bad = `${field} is not a valid ${datum.type}`;
    if (datum.maxLength) {
      expect(problem('x'.repeat(datum.maxLength))).toBeUndefined();
      expect(problem('x'.repeat(datum.maxLength + 1))).toBe(bad);
    }
    if (datum.type === 'text' && datum.values) expect(problem('Sideways')).toBe(bad);
    if (datum.type === 'count') {
      expect(problem(0)).toBeUndefined();
      for (const value of [0.5, Infinity, 2 ** 53]) expect(problem(value)).toBe(bad);
    }
    if (datum.type === 'measure') expect(problem(Infinity)).toBe(bad);
    if (datum.type === 'uuid') expect(problem('E296D735-4F36-8E18-BC3B-52E1A02A0164')).toBe(bad);
    if (datum.type === 'day')
      for (const day of ['2026-13-01', '26-11-22', '2026-11-22T00:00'])
        expect(problem(day)).toBe(bad);
    if (datum.type === 'counts')
      for (const counts of [
        { options: -1 },
        { options: '1' },
        { secret: 1 },
        JSON.parse('{"__proto__":1}'),
      ])
        expect(problem(counts)).toBe(bad);
  });

  it.each(names.flatMap((name) => recordShapes[name].required.map((field) => ({ name, field }))))(
    'needs $name.$field',
    ({ name, field }) => {
      const rest = Object.fromEntries(
        Object.entries(examples(name)).filter(([other]) => other !== field),
      );
      expect(fieldsProblem(candorSchema, name, rest)).toBe(`${name} needs the field ${field}`);
    },
  );

  it.each(['password', 'constructor', 'toString', '__proto__', 'hasOwnProperty', ''])(
    'refuses a field named %j',
    (field) => {
      for (const name of names) {
        const fields = Object.defineProperty(examples(name), field, {
          value: 'x',
          enumerable: true,
        });
        expect(fieldsProblem(candorSchema, name, fields)).toBe(
          `${name} has no field ${JSON.stringify(field)}`,
        );
      }
    },
  );

  it('does not take a required field from the prototype', () => {
    const inherited = Object.create(examples('repeats')) as Record<string, unknown>;
    expect(fieldsProblem(candorSchema, 'repeats', inherited)).toBe(
      'repeats needs the field fingerprint',
    );
  });

  it('refuses a datum of another category, and one that the record does not carry', () => {
    const withOther = (field: string) =>
      fieldsProblem(candorSchema, 'day', { day: '2026-11-22', [field]: 1 });
    expect(withOther('uptime')).toContain('has no field');
    expect(
      fieldsProblem(candorSchema, 'repeats', { fingerprint: 'a', occurrences: 1, uptime: 3 }),
    ).toContain('has no field');
  });
});

describe('roundedFields', () => {
  const measures = all.filter(({ datum }) => datum.type === 'measure');

  it.each(measures)(
    'tells $category.$name to its step, and no finer',
    ({ category, name, datum }) => {
      const step = datum.step ?? 0;
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (value) => {
          const rounded = roundedFields(candorSchema, category, { [name]: value })[name] as number;
          expect(Math.abs(rounded - value)).toBeLessThanOrEqual(step / 2 + 1e-6);
          expect(Number.isInteger(rounded * (1 / step))).toBe(true);
          expect(JSON.stringify(rounded).length).toBeLessThanOrEqual('1000000.1'.length);
        }),
      );
    },
  );

  it('leaves all else as it is', () => {
    const fields = { ...examples('exception'), more: 0.123, memory: 'much' };
    expect(roundedFields(candorSchema, 'error', fields)).toEqual(fields);
  });
});

describe('isRecordName', () => {
  it.each(['toString', '__proto__', 'constructor', '', 'Snapshot'])('does not know %j', (name) => {
    expect(isRecordName(name)).toBe(false);
  });
});
