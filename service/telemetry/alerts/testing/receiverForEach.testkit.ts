import { afterEach, beforeEach } from 'vitest';
import { watches } from './openAlerts.testkit.ts';
import { startReceiver, type Receiver } from './receivers.testkit.ts';

/** A receiver of its own for each test of a file, and rules whose messages it gets. */
export function receiverForEach() {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await receiver.close();
  });
  return {
    get url() {
      return receiver.url;
    },
    get got() {
      return receiver.got;
    },
    answers(...how: Parameters<Receiver['answers']>) {
      receiver.answers(...how);
    },
    events: () => receiver.got.map(({ event }) => event),
    ruleOf: (kind: keyof typeof watches, more: object = {}, url = receiver.url) => ({
      ...watches[kind],
      ...more,
      to: { kind: 'webhook', url },
      language: 'en',
    }),
  };
}
