import {
  alertMessage,
  type AlertMessage,
  type AlertRule,
  type Delivery,
  type DeliveryProblem,
  type Destination,
} from '../../../contract/insights/alerts.ts';
import { deliveryProblemText } from '../../../contract/insights/alertText.ts';
import type { Network } from '../../shared/clientAddress.ts';
import type { Log } from '../../shared/outcome.ts';
import type { Clock } from '../ingest/intake.ts';
import type { Limits } from '../limits.ts';
import type { AlertStore, StoredRule, Waiting } from './alertStore.ts';
import { sendMail } from './mail.ts';
import { subjectOf } from './message.ts';
import type { SmtpSettings } from './smtpFile.ts';
import { postTo } from './webhook.ts';

const FIRST_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** With the waits between them, seven days of attempts, however the clock jumps. */
const MOST_ATTEMPTS = 33;

/** The receiver's host or mail domain, which may be shown even if the full URL holds a secret. */
export const whereOf = (to: Destination): string =>
  to.kind === 'webhook' ? new URL(to.url).host : to.address.slice(to.address.lastIndexOf('@') + 1);

/** An invalid stored message costs that message only. */
function parseMessage(body: string): AlertMessage | undefined {
  try {
    return alertMessage.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

interface Ports {
  readonly store: AlertStore;
  readonly smtp: SmtpSettings | null;
  /** Networks that aren't public, but to which webhooks may be sent. */
  readonly networks: readonly Network[];
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: Pick<Limits, 'alertMs'>;
}

/** Delivers messages to their receivers. */
export interface Deliverer {
  readonly send: (rule: AlertRule, message: AlertMessage) => Promise<Delivery>;
  /** Tries what is due, rule by rule; after a failure, the rule's other messages wait. */
  readonly deliver: () => Promise<void>;
  /** Aborts requests in progress. */
  readonly close: () => void;
}

export function createDeliverer(ports: Ports): Deliverer {
  const { store, smtp, networks, clock, log, limits } = ports;
  const leaving = new AbortController();

  function send(rule: AlertRule, message: AlertMessage): Promise<Delivery> {
    const { to } = rule;
    const limitMs = limits.alertMs;
    if (to.kind === 'webhook')
      return postTo(to.url, message, { leaving: leaving.signal, limitMs, networks });
    if (!smtp)
      return Promise.resolve({ arrived: false, problem: { kind: 'noServer', detail: '' } });
    const subject = subjectOf(message.event, { rule });
    return sendMail(smtp, { to: to.address, subject, text: message.text }, limitMs);
  }

  /** Whether it is due; a time further off than any wait was set before the clock went back. */
  const isDue = ({ nextAt }: Waiting, now: number): boolean =>
    nextAt <= now || nextAt - now > LONGEST_WAIT_MS;

  function postpone(waiting: Waiting, where: string, problem: DeliveryProblem): void {
    if (waiting.attempts + 1 >= MOST_ATTEMPTS) {
      store.settle(waiting, clock().toISOString(), { arrived: false, problem });
      log((t) => t('serviceCommand.alerts.dropped', { where }));
      return;
    }
    const wait = Math.min(FIRST_WAIT_MS * 2 ** waiting.attempts, LONGEST_WAIT_MS);
    store.postpone(waiting.id, clock().getTime() + wait, problem);
    if (waiting.attempts === 0)
      log((t) =>
        t('serviceCommand.alerts.undelivered', { where, problem: deliveryProblemText(t, problem) }),
      );
  }

  async function deliverOf({ id, rule }: StoredRule): Promise<void> {
    const where = whereOf(rule.to);
    for (const waiting of store.messages(id)) {
      if (!isDue(waiting, clock().getTime())) return;
      const message = parseMessage(waiting.body);
      if (!message) {
        store.drop(waiting.id);
        continue;
      }
      const sent = await send(rule, message);
      if (leaving.signal.aborted) return;
      if (!sent.arrived) {
        postpone(waiting, where, sent.problem);
        return;
      }
      store.settle(waiting, clock().toISOString(), sent);
    }
  }

  return {
    send,
    async deliver() {
      await Promise.all(store.rules().map(deliverOf));
    },
    close() {
      leaving.abort();
    },
  };
}
