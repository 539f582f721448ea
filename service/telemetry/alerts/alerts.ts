import {
  mostRules,
  type Alert,
  type AlertRule,
  type Delivery,
} from '../../../contract/insights/alerts.ts';
import type { Network } from '../../shared/clientAddress.ts';
import { codeOf, type Log } from '../../shared/outcome.ts';
import type { Clock } from '../ingest/intake.ts';
import type { Insights } from '../insights/insights.ts';
import type { Limits } from '../limits.ts';
import type { AlertStore, Firing, StoredRule } from './alertStore.ts';
import { createDeliverer, whereOf } from './deliver.ts';
import { judge, watchedOf, type JudgePorts } from './judge.ts';
import { createMessage } from './message.ts';
import { watchSilence } from './silence.ts';
import type { SmtpSettings } from './smtpFile.ts';

const EVERY_MS = 5 * 60_000;

/** Runs something every so many milliseconds. @returns a function that stops it. */
export type Repeat = (run: () => Promise<void>, everyMs: number) => () => void;

export const repeatByTimer: Repeat = (run, everyMs) => {
  const timer = setInterval(() => void run(), everyMs).unref();
  return () => {
    clearInterval(timer);
  };
};

interface Ports extends Omit<JudgePorts, 'silence' | 'insights' | 'limits'> {
  readonly store: AlertStore;
  readonly smtp: SmtpSettings | null;
  readonly networks: readonly Network[];
  readonly insights: JudgePorts['insights'] & Pick<Insights, 'migration' | 'k'>;
  readonly limits: JudgePorts['limits'] & Pick<Limits, 'alertMs'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly repeat: Repeat;
}

/** Rules, what fires, and the messages about it. */
export interface Alerts {
  readonly canMail: boolean;
  /** @param inWhole whether the reader may see full destinations. */
  readonly list: (inWhole: boolean) => Alert[];
  /** Whether another rule can be added. */
  readonly hasRoom: () => boolean;
  readonly has: (id: string) => boolean;
  /** Stores a rule and checks it at once; a changed rule starts over, or stays off. */
  readonly set: (id: string, rule: AlertRule, by: string) => void;
  /** Switches a rule on or off. Its firings and unsent messages are dropped; switched on, it starts over. */
  readonly turn: (id: string, on: boolean) => void;
  readonly delete: (id: string) => boolean;
  /** Sends a message that is marked as a trial. @returns undefined if there is no such rule. */
  readonly tryOut: (id: string) => Promise<Delivery | undefined>;
  /** Call after a record was stored. */
  readonly arrived: () => void;
  /** Checks every rule, and sends what is due. */
  readonly look: () => Promise<void>;
  readonly close: () => void;
}

function alertOf(
  store: AlertStore,
  { id, rule, setBy, setAt, on }: StoredRule,
  inWhole: boolean,
): Alert {
  const waiting = store.messages(id);
  const first = waiting.find(({ problem }) => problem !== null);
  const { to, language } = rule;
  return {
    id,
    rule: watchedOf(rule),
    where: whereOf(to),
    sent: inWhole ? { to, language } : null,
    setBy,
    setAt,
    on,
    firing: store.firing(id).map(({ since, finding }) => ({ since, finding })),
    undelivered: first?.problem
      ? { messages: waiting.length, since: first.madeAt, problem: first.problem }
      : null,
    last: store.last(id),
  };
}

/** The messages about what began and what is over. @param at ISO 8601. */
function messagesOf(
  stored: StoredRule,
  changes: {
    readonly begun: readonly Firing[];
    readonly over: readonly Firing[];
    readonly at: string;
  },
) {
  const events = [
    ['fired', changes.begun],
    ['over', changes.over],
  ] as const;
  return events
    .filter(([, those]) => those.length > 0)
    .map(([event, those]) => {
      const findings = those.map(({ finding }) => finding);
      return createMessage(event, stored, { findings, at: changes.at });
    });
}

/** Checks the rules from the start on, every five minutes. */
export function createAlerts(ports: Ports): Alerts {
  const { store, insights, clock, log } = ports;
  const silence = watchSilence(clock, 2 * EVERY_MS);
  const deliverer = createDeliverer(ports);

  function lookAt(stored: StoredRule): void {
    const { id, rule, on } = stored;
    if (!on) return;
    const firing = store.firing(id);
    const subjects = new Set(firing.map(({ subject }) => subject));
    const at = clock().toISOString();
    const found = judge(rule, subjects, { ports: { ...ports, silence }, today: at.slice(0, 10) });
    if (!found) return;
    const begun = [...found]
      .filter(([subject]) => !subjects.has(subject))
      .map(([subject, finding]) => ({ subject, since: at, finding }));
    const over = firing.filter(({ subject }) => !found.has(subject));
    const messages = messagesOf(stored, { begun, over, at });
    if (messages.length === 0) return;
    const ended = over.map(({ subject }) => subject);
    const queued = messages.map((body) => ({
      id: body.message,
      madeAt: at,
      body: JSON.stringify(body),
    }));
    store.turn(id, { begun, ended, messages: queued });
  }

  let delivered = Promise.resolve();
  async function look(): Promise<void> {
    // Until the migration is done, an old record could look like a new one.
    if (!insights.migration.isDone()) return;
    try {
      silence.look();
      for (const stored of store.rules()) lookAt(stored);
      // One after the other, so that no message is sent twice at once.
      delivered = delivered.then(deliverer.deliver, deliverer.deliver);
      await delivered;
    } catch (error) {
      log((t) => t('serviceCommand.alerts.failed', { code: codeOf(error) }));
    }
  }

  const find = (id: string) => store.rules().find((one) => one.id === id);
  const end = ports.repeat(look, EVERY_MS);
  return {
    canMail: ports.smtp !== null,
    list: (inWhole) => store.rules().map((stored) => alertOf(store, stored, inWhole)),
    hasRoom: () => store.rules().length < mostRules,
    has: store.has,
    set(id, rule, by) {
      const on = find(id)?.on ?? true;
      store.set({ id, rule, setBy: by, setAt: clock().toISOString(), on });
      void look();
    },
    turn(id, on) {
      const stored = find(id);
      if (!stored || stored.on === on) return;
      store.set({ ...stored, on });
      void look();
    },
    delete: store.delete,
    async tryOut(id) {
      const stored = find(id);
      if (!stored) return undefined;
      const message = createMessage('trial', stored, { findings: [], at: clock().toISOString() });
      return deliverer.send(stored.rule, message);
    },
    arrived: silence.arrived,
    look,
    close() {
      end();
      deliverer.close();
      store.close();
    },
  };
}
