import { expect, test } from 'vitest';
import { createManualClock } from '../../testing/clock.testkit.ts';
import { createListLog, seededRandom } from '../../testing/telemetry.testkit.ts';
import { createColleagues } from './colleagues.ts';
import type { PoolAnswer } from '../ports/organisationPool.ts';
import { createOrganisationKeeper } from './organisation.ts';

const account = 'alice@contoso.com';
const bob = { address: 'bob@contoso.com', displayName: 'Bob Baker' };
const names = (etag: string, ...people: unknown[]): PoolAnswer => ({
  kind: 'word',
  text: JSON.stringify({ people }),
  etag,
  proves: true,
});
const unchanged = (people?: string) => ({ kind: 'unchanged', people }) as const;

/**
 * Alice, signed in.
 * @param answers her pool's answers, in order; after that it holds its answer.
 * @param given of names.
 */
async function signedIn(answers: PoolAnswer[], given: (PoolAnswer | Promise<PoolAnswer>)[]) {
  const clock = createManualClock();
  const log = createListLog();
  const asked: (string | undefined)[] = [];
  const questions: { people: string | undefined; wait: number }[] = [];
  const never = new Promise<PoolAnswer>(() => undefined);
  const colleagues = createColleagues({
    ask({ etag }) {
      asked.push(etag);
      return { answer: Promise.resolve(given.shift() ?? never), abort: () => undefined };
    },
    log,
  });
  const keeper = createOrganisationKeeper({
    ask({ people, wait }) {
      questions.push({ people, wait });
      return { answer: Promise.resolve(answers.shift() ?? never), abort: () => undefined };
    },
    pool: () => 'pool.contoso.com',
    store: { read: () => undefined, write: () => undefined, signedIn: () => undefined },
    colleagues,
    clock,
    random: seededRandom(),
    log,
  });
  const follow = async (who = account) => {
    keeper.follow(who, 'secret', await keeper.ask(who, 'secret'));
    await colleagues.settled();
  };
  await follow();
  return { colleagues, keeper, clock, asked, questions, follow };
}

test('colleagues have the names that the pool gives them, until the person leaves', async () => {
  const { colleagues, keeper } = await signedIn([unchanged('"1"')], [names('"1"', bob, {})]);
  expect(colleagues.all()).toEqual([{ address: bob.address, name: 'Bob Baker' }]);
  expect(colleagues.nameOf(bob.address)).toBe('Bob Baker');
  expect(colleagues.nameOf('bob@fabrikam.com')).toBeUndefined();
  keeper.stop();
  expect(colleagues.all()).toEqual([]);
  expect(colleagues.nameOf(bob.address)).toBeUndefined();
});

test('they are asked for again only when the pool says that they are others, and the pool is told which are known', async () => {
  const { colleagues, clock, asked, questions } = await signedIn(
    [unchanged('"1"'), unchanged('"1"'), unchanged('"2"')],
    [names('"1"', bob), names('"2"', { ...bob, displayName: 'Robert' })],
  );
  await clock.advance(60_000);
  expect(asked).toEqual([undefined, '"1"']);
  expect(colleagues.nameOf(bob.address)).toBe('Robert');
  expect(questions.slice(0, 2)).toEqual([
    { people: undefined, wait: 0 },
    { people: '"1"', wait: 25 },
  ]);
  expect(questions.at(-1)).toEqual({ people: '"2"', wait: 25 });
});

test('a pool that tells of no names is not asked for any', async () => {
  const { colleagues, clock, asked } = await signedIn([unchanged(), { kind: 'none' }], []);
  await clock.advance(60_000);
  expect([asked, colleagues.all()]).toEqual([[], []]);
});

test.each<PoolAnswer>([
  { kind: 'none' },
  { kind: 'denied' },
  names('"1"'),
  { ...names('"1"'), text: '{' } as PoolAnswer,
])(
  'names that a pool says it has and does not give are not asked for all the time: %j',
  async (answer) => {
    const said = Array.from({ length: 20 }, () => unchanged('"1"'));
    const { colleagues, clock, asked } = await signedIn(said, [answer]);
    await clock.advance(300_000);
    expect([asked, colleagues.all()]).toEqual([[undefined], []]);
  },
);

test('what failed is asked for with the pool’s next answer, and those known till then stay', async () => {
  const failed = { kind: 'failed', problem: 'it answered 503' } as const;
  const { colleagues, clock, asked } = await signedIn(
    [unchanged('"1"'), unchanged('"2"'), unchanged('"2"')],
    [names('"1"', bob), failed, names('"2"')],
  );
  await clock.advance(1500);
  expect([asked.length, colleagues.nameOf(bob.address)]).toEqual([2, 'Bob Baker']);
  await clock.advance(60_000);
  expect([asked.length, colleagues.nameOf(bob.address)]).toEqual([3, undefined]);
});

test('names that come after the person has left are nobody’s', async () => {
  let answer: (said: PoolAnswer) => void = () => undefined;
  const late = new Promise<PoolAnswer>((resolve) => (answer = resolve));
  const { colleagues, keeper, clock, asked, follow } = await signedIn(
    [unchanged('"1"'), unchanged('"2"'), unchanged('"7"')],
    [
      names('"1"', bob),
      late,
      names('"7"', { address: 'carol@fabrikam.com', displayName: 'Carol' }),
    ],
  );
  await clock.advance(1500);
  expect(asked).toHaveLength(2);
  keeper.stop();
  await follow('carol@fabrikam.com');
  answer(names('"2"', bob));
  await clock.advance(0);
  expect(colleagues.all()).toEqual([{ address: 'carol@fabrikam.com', name: 'Carol' }]);
});
