import { expect, test } from 'vitest';
import type { ShownCall } from '../../calls/state/currentCall.ts';
import { createVariable } from '../../ui/value.ts';
import { followAnswers } from './followAnswers.ts';

const call: ShownCall = {
  id: crypto.randomUUID(),
  peer: 'bob@contoso.com',
  direction: 'Incoming',
  phase: 'ringing',
  isMuted: false,
  isHeld: false,
  isHeldByPeer: false,
  connectedAt: null,
};

function follow() {
  const shown: string[] = [];
  const current = createVariable<ShownCall | null>(null);
  followAnswers(current, (peer) => {
    shown.push(peer);
    return Promise.resolve();
  });
  const tell = (more: Partial<ShownCall>) => {
    current.set({ ...call, ...more });
  };
  return { shown, tell };
}

test('a call that is answered opens its conversation, once, however it changes afterwards', () => {
  const { shown, tell } = follow();
  tell({});
  expect(shown).toEqual([]);
  tell({ phase: 'connecting' });
  tell({ phase: 'connecting', isMuted: true });
  tell({ phase: 'active' });
  expect(shown).toEqual(['bob@contoso.com']);
  tell({ id: crypto.randomUUID(), peer: 'carol@fabrikam.com', phase: 'connecting' });
  expect(shown).toEqual(['bob@contoso.com', 'carol@fabrikam.com']);
});

test('a call that is made, or not answered, leaves the conversation that is shown', () => {
  const { shown, tell } = follow();
  tell({ direction: 'Outgoing', phase: 'connecting' });
  tell({ phase: 'ended', outcome: 'missed' });
  expect(shown).toEqual([]);
});
