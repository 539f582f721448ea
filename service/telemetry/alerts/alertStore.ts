import { existsSync } from 'node:fs';
import {
  alertRule,
  delivery,
  deliveryProblem,
  finding,
  type Alert,
  type AlertRule,
  type Delivery,
  type DeliveryProblem,
  type Finding,
} from '../../../contract/insights/alerts.ts';
import { transaction } from '../../../contract/sqlite.ts';
import type { Log } from '../../shared/outcome.ts';
import type { Clock } from '../ingest/intake.ts';
import { openOrSetAside } from '../../shared/openOrSetAside.ts';
import { pragmas, prepareTables, schema } from './alertTables.ts';

/** Its name in the data folder. */
export const alertsFile = 'alerts.db';

export interface StoredRule {
  readonly id: string;
  readonly rule: AlertRule;
  /** The officer's name. */
  readonly setBy: string;
  /** ISO 8601. */
  readonly setAt: string;
  /** Whether it is watched. */
  readonly on: boolean;
}

export interface Firing {
  /** What fires: an error group, or an empty text for rules that watch a single thing. */
  readonly subject: string;
  readonly since: string;
  readonly finding: Finding;
}

/** A message that is waiting to be sent; it is delivered once, or given up. */
export interface Waiting {
  readonly id: string;
  readonly rule: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** An {@link import('../../../contract/insights/alerts.ts').alertMessage} as JSON. */
  readonly body: string;
  readonly attempts: number;
  /** When it may be tried again, in milliseconds since 1970. */
  readonly nextAt: number;
  readonly problem: DeliveryProblem | null;
}

/** What starts and stops firing for a rule, with the messages about it. */
export interface Turn {
  readonly begun: readonly Firing[];
  /** By subject. */
  readonly ended: readonly string[];
  readonly messages: readonly Pick<Waiting, 'id' | 'madeAt' | 'body'>[];
}

/** The alert rules, what fires, and the messages waiting to be sent. */
export interface AlertStore {
  readonly rules: () => StoredRule[];
  /** Stores a rule in place of the one with its ID, whose firings and messages are deleted. */
  readonly set: (rule: StoredRule) => void;
  /** @returns whether there was such a rule. */
  readonly delete: (id: string) => boolean;
  readonly has: (id: string) => boolean;
  readonly firing: (rule: string) => Firing[];
  /** All or nothing, so that no restart makes a rule fire twice. */
  readonly turn: (rule: string, turn: Turn) => void;
  /** A rule's messages, in the order in which they were made. */
  readonly messages: (rule: string) => Waiting[];
  readonly postpone: (message: string, nextAt: number, problem: DeliveryProblem) => void;
  readonly drop: (message: string) => void;
  /** Deletes a message that is done with, and stores its outcome. @param at ISO 8601. */
  readonly settle: (message: Pick<Waiting, 'id' | 'rule'>, at: string, outcome: Delivery) => void;
  /** The outcome of a rule's last message that is done with. */
  readonly last: (rule: string) => Alert['last'];
  readonly close: () => void;
}

type Row = Readonly<Record<string, unknown>>;
const json = (row: Row, key: string): unknown => JSON.parse(String(row[key]));

/** An invalid stored rule costs that rule only. */
function ruleOf(row: Row): StoredRule[] {
  const { data } = alertRule.safeParse(json(row, 'rule'));
  if (!data) return [];
  const [id, setBy, setAt] = ['id', 'setBy', 'setAt'].map((key) => String(row[key]));
  const on = row['on'] === 1;
  return [{ id: id ?? '', rule: data, setBy: setBy ?? '', setAt: setAt ?? '', on }];
}

const firingOf = (row: Row): Firing => ({
  subject: String(row['subject']),
  since: String(row['since']),
  finding: finding.parse(json(row, 'finding')),
});

const waitingOf = (row: Row): Waiting => ({
  ...(row as unknown as Waiting),
  problem: row['problem'] === null ? null : deliveryProblem.parse(json(row, 'problem')),
});

/** Opens the rules; unreadable ones are renamed, which leaves none. */
function open(path: string, { clock, log }: Ports) {
  const { db, aside } = openOrSetAside(path, { pragmas, schema }, clock());
  if (aside !== null) log((t) => t('serviceCommand.alerts.setAside', { path, aside }));
  return { db, tables: prepareTables(db) };
}

interface Ports {
  readonly clock: Clock;
  readonly log: Log;
}

/** The rules in a file of their own, which survives a damaged database; it is created with the first rule. */
export function createAlertStore(path: string, ports: Ports): AlertStore {
  let opened: ReturnType<typeof open> | undefined;
  const make = () => (opened ??= open(path, ports));
  const find = () => (opened || existsSync(path) ? make().tables : undefined);
  return {
    rules: () => find()?.rules.all().flatMap(ruleOf) ?? [],
    set({ id, rule, setBy, setAt, on }) {
      const { db, tables } = make();
      transaction(db, () => {
        tables.forget.run(id);
        tables.add.run(id, JSON.stringify(rule), setBy, setAt);
        if (!on) tables.switchOff.run(id);
      });
    },
    delete: (id) => find()?.forget.run(id).changes === 1,
    has: (id) => find()?.has.get(id) !== undefined,
    firing: (rule) => find()?.firing.all(rule).map(firingOf) ?? [],
    turn(rule, { begun, ended, messages }) {
      const { db, tables } = make();
      transaction(db, () => {
        for (const { subject, since, finding: found } of begun)
          tables.fire.run(rule, subject, since, JSON.stringify(found));
        for (const subject of ended) tables.end.run(rule, subject);
        for (const { id, madeAt, body } of messages) tables.queue.run(id, rule, madeAt, body);
      });
    },
    messages: (rule) => find()?.messages.all(rule).map(waitingOf) ?? [],
    postpone(message, nextAt, problem) {
      make().tables.put.run(nextAt, JSON.stringify(problem), message);
    },
    drop(message) {
      make().tables.drop.run(message);
    },
    settle({ id, rule }, at, outcome) {
      const { db, tables } = make();
      transaction(db, () => {
        // If the rule was changed meanwhile, it no longer has this message.
        if (tables.drop.run(id).changes === 1) tables.settle.run(rule, at, JSON.stringify(outcome));
      });
    },
    last(rule) {
      const row = find()?.last.get(rule);
      return row
        ? { at: String(row['at']), delivery: delivery.parse(json(row, 'delivery')) }
        : null;
    },
    close() {
      opened?.db.close();
    },
  };
}
