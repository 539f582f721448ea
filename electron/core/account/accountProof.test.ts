import { expect, test } from 'vitest';
import { createAccountProof } from './accountProof.ts';
import type { PoolAnswer } from '../ports/organisationPool.ts';

const alice = 'alice@contoso.com';
const proved: PoolAnswer = { kind: 'word', text: '{}', etag: undefined, proves: true };
const none: PoolAnswer = { kind: 'none' };

/** @param sip what the pool's SIP says about every password but the right one, and about that one `rightBySip`. */
function proofOf(
  sip: 'denied' | 'unknown',
  rightBySip: 'proved' | 'unknown' = sip === 'denied' ? 'proved' : 'unknown',
) {
  const kept = new Map<string, string>();
  const { isOwner } = createAccountProof({
    askSip: (_account, password) => Promise.resolve(password === 'right' ? rightBySip : sip),
    verifiers: {
      matches: (account, password) =>
        Promise.resolve(kept.has(account) ? kept.get(account) === password : undefined),
      keep(account, password) {
        kept.set(account, password);
        return Promise.resolve();
      },
    },
  });
  return { isOwner, kept };
}

test('who answered the pool’s challenge owns the account, and is known again when nobody answers', async () => {
  const { isOwner } = proofOf('unknown');
  expect(await isOwner(alice, 'right', proved, true)).toBe(true);
  const silent: PoolAnswer = { kind: 'failed', problem: 'no answer' };
  expect(await isOwner(alice, 'right', silent, true)).toBe(true);
  expect(await isOwner(alice, 'wrong', silent, true)).toBe(false);
});

test('a policy that the pool gives to anyone proves nobody', async () => {
  const { isOwner } = proofOf('unknown');
  expect(await isOwner(alice, 'wrong', { ...proved, proves: false }, true)).toBe(false);
});

test('a pool without provisioning is asked by SIP', async () => {
  const { isOwner } = proofOf('denied');
  expect(await isOwner(alice, 'wrong', none, true)).toBe(false);
  expect(await isOwner(alice, 'wrong', none, false)).toBe(false);
  expect(await isOwner(alice, 'right', none, true)).toBe(true);
});

test('a password that the pool denies is not believed for having been right before', async () => {
  const { isOwner, kept } = proofOf('denied');
  kept.set(alice, 'former');
  expect(await isOwner(alice, 'former', { kind: 'denied' }, true)).toBe(false);
});

test('where nobody can be asked, messages stay closed, and what is opened empty is the first one’s alone', async () => {
  const { isOwner } = proofOf('unknown');
  expect(await isOwner(alice, 'guess', none, true)).toBe(false);
  expect(await isOwner(alice, 'first', none, false)).toBe(true);
  expect(await isOwner(alice, 'second', none, false)).toBe(false);
  expect(await isOwner(alice, 'first', none, true)).toBe(true);
});
