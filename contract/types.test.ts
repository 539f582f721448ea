import { expect, it } from 'vitest';
import { exceptionLimits } from './exceptionLimits.ts';
import { calls, type Api, type CallName, type Handlers, type View } from './ipc.ts';
import { defaultOptions } from './options.ts';
import type { Fields } from './records.ts';
import type { Collector } from '../electron/core/telemetry/collector.ts';
import type { Text } from './text/index.ts';

declare const view: View;

/** Never run: each line below an expectation would be a hole if it compiled. */
export function doesNotCompile(collector: Collector, api: Api) {
  const repeats = { fingerprint: 'a', occurrences: 1 } as const;
  void collector.record('repeats', 'desktop', repeats);
  // @ts-expect-error a field outside the catalogue
  void collector.record('repeats', 'desktop', { ...repeats, password: 'x' });
  // @ts-expect-error a field of another record
  void collector.record('repeats', 'desktop', { ...repeats, uptime: 3 });
  // @ts-expect-error a wrong type
  void collector.record('repeats', 'desktop', { fingerprint: 'a', occurrences: '1' });
  // @ts-expect-error a field missing
  void collector.record('repeats', 'desktop', { fingerprint: 'a' });
  // @ts-expect-error an unknown record
  void collector.record('keystrokes', 'desktop', repeats);
  // @ts-expect-error a record of another category
  void collector.record('snapshot', 'desktop', repeats);
  // @ts-expect-error an unknown surface
  void collector.record('repeats', 'web', repeats);
  // @ts-expect-error a counter that the category does not have
  void collector.count('usage', 'signInAttempts', 'desktop');
  // @ts-expect-error errors are not counted
  void collector.count('error', 'occurrences', 'desktop');

  // @ts-expect-error a value that is not in the list
  const direction: Fields<'exception'>['processType'] = 'browser';
  // @ts-expect-error a feature that is not in the list
  const use: Fields<'day'>['featureUse'] = { chat: 1 };

  // @ts-expect-error a handler is missing
  const handlers: Handlers = { getView: () => view, openHelp: () => undefined };
  // @ts-expect-error a malformed argument
  void api.saveOptions({ errorReports: 'yes', logging: 'Off', language: 'en' });
  // @ts-expect-error a call that nobody serves
  const unserved: CallName = 'sendEverything';
  // @ts-expect-error an unknown notice
  api.on('everything', () => undefined);
  // @ts-expect-error a language that lacks texts
  const text: Text = { app: { name: 'Candor' } };
  return { direction, use, handlers, unserved, text };
}

const options = { ...defaultOptions(), errorReports: true, language: 'fr', microphone: 'a1b2' };
const call = {
  peer: 'b@contoso.com',
  direction: 'Outgoing',
  phase: 'ended',
  outcome: 'failed',
  isMuted: false,
  isHeld: false,
  isHeldByPeer: false,
  code: 'No ICE connection',
};
const id = '01890a5d-ac96-774b-bcce-b302099a8057';

it.each<[CallName, unknown]>([
  ['getView', undefined],
  ['saveOptions', options],
  ['openHelp', null],
  ['openHelp', 'logs'],
  ['openOptions', undefined],
  ['answerCrash', { id, send: true, always: false }],
  ['previewProblem', 'it went white'],
  ['sendProblem', id],
  ['closeWindow', 'crash'],
  ['reportException', { name: 'Error', message: 'x', stack: '' }],
  ['countFeature', 'options'],
  ['signedIn', { account: 'a@contoso.com', password: 'p', remember: true, automatic: false }],
  ['signInFailed', { cause: 'server', code: '503' }],
  ['connectionLost', { code: '1006', quality: { roundTrip: 12 } }],
  ['storeMessage', { id, peer: 'b@contoso.com', text: 'hello', direction: 'Incoming' }],
  ['tellCall', { ...call, id, quality: { jitter: 3 } }],
  ['commandCall', 'hangUp'],
  ['allowPeers', true],
  ['settleMessage', { id, delivery: 'failed', code: '480' }],
  ['messageRefused', { peer: 'b@contoso.com', code: '415' }],
  ['messageRefused', { peer: null, code: '400', quality: { roundTrip: 12 } }],
])('%s takes its argument', (name, input) => {
  expect(calls[name].argument.parse(input)).toEqual(input);
});

it.each<[CallName, unknown]>([
  ['getView', {}],
  ['saveOptions', undefined],
  ['saveOptions', { ...options, errorReports: 1 }],
  ['saveOptions', { errorReports: true, language: 'fr' }],
  ['saveOptions', { ...options, more: true }],
  ['saveOptions', { ...options, language: 'de' }],
  ['openHelp', 'please'],
  ['signedIn', { account: 'nobody', password: 'p', remember: true, automatic: false }],
  ['signInFailed', { cause: 'server', code: 'a message, in words: of theirs' }],
  ['storeMessage', { id: 'one', peer: 'b@contoso.com', text: 'hello', direction: 'Incoming' }],
  ['storeMessage', { id, peer: 'b@contoso.com', text: '', direction: 'Incoming' }],
  ['settleMessage', { id, delivery: 'received' }],
  ['messageRefused', { peer: 'b@contoso.com', code: '415', text: 'hello' }],
  [
    'reportException',
    { name: 'Error', message: 'x'.repeat(exceptionLimits.message + 1), stack: '' },
  ],
  ['reportException', { name: 'Error', message: 'x', stack: '', processType: 'main' }],
  ['countFeature', 'chat'],
  ['countFeature', '__proto__'],
  ['countFeature', ['options']],
])('%s refuses %.200j', (name, input) => {
  expect(() => calls[name].argument.parse(input)).toThrow();
});
