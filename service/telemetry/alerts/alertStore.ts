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
  /** By name. */
  readonly setBy: string;
  /** ISO 8601. */
  readonly setAt: string;
}

export interface Firing {
  /** What of a rule fires: a group of errors, or an empty text where the rule has one thing alone. */
  readonly subject: string;
  readonly since: string;
  readonly finding: Finding;
}

/** A message on its way; it is told to its receiver once, or is given up. */
export interface Waiting {
  readonly id: string;
  readonly rule: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** As {@link import('../../../contract/insights/alerts.ts').alertMessage} in JSON. */
  readonly body: string;
  readonly attempts: number;
  /** When it may be tried again, in milliseconds. */
  readonly nextAt: number;
  readonly problem: DeliveryProblem | null;
}

/** What becomes of a rule's firings, with the messages that say so. */
export interface Turn {
  readonly begun: readonly Firing[];
  /** By subject. */
  readonly ended: readonly string[];
  readonly messages: readonly Pick<Waiting, 'id' | 'madeAt' | 'body'>[];
}

/** The rules of alerts, what fires, and the messages that are on their way. */
export interface AlertStore {
  readonly rules: () => StoredRule[];
  /** Keeps a rule in the place of what had its ID; what fired of that is forgotten, and so are its messages. */
  readonly set: (rule: StoredRule) => void;
  /** @returns whether there was such a rule. */
  readonly delete: (id: string) => boolean;
  readonly has: (id: string) => boolean;
  readonly firing: (rule: string) => Firing[];
  /** All or nothing, so that no restart makes a rule fire twice. */
  readonly turn: (rule: string, turn: Turn) => void;
  /** Of a rule, in the order in which they were made. */
  readonly messages: (rule: string) => Waiting[];
  readonly postpone: (message: string, nextAt: number, problem: DeliveryProblem) => void;
  readonly drop: (message: string) => void;
  /** Drops a message of which this came in the end. @param at ISO 8601. */
  readonly settle: (message: Pick<Waiting, 'id' | 'rule'>, at: string, outcome: Delivery) => void;
  /** What came of the last message of a rule that was settled. */
  readonly last: (rule: string) => Alert['last'];
  readonly close: () => void;
}

type Row = Readonly<Record<string, unknown>>;
const json = (row: Row, key: string): unknown => JSON.parse(String(row[key]));

/** A rule that is none (any more) costs that rule. */
function ruleOf(row: Row): StoredRule[] {
  const { data } = alertRule.safeParse(json(row, 'rule'));
  if (!data) return [];
  const [id, setBy, setAt] = ['id', 'setBy', 'setAt'].map((key) => String(row[key]));
  return [{ id: id ?? '', rule: data, setBy: setBy ?? '', setAt: setAt ?? '' }];
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

/** Opens the rules; those that can't be read are set aside under another name, and none are left. */
function open(path: string, { clock, log }: Ports) {
  const { db, aside } = openOrSetAside(path, { pragmas, schema }, clock());
  if (aside !== null) log((t) => t('serviceCommand.alerts.setAside', { path, aside }));
  return { db, tables: prepareTables(db) };
}

interface Ports {
  readonly clock: Clock;
  readonly log: Log;
}

/** The rules in a file of their own, which outlasts a damaged database; it is made with the first rule. */
export function createAlertStore(path: string, ports: Ports): AlertStore {
  let opened: ReturnType<typeof open> | undefined;
  const make = () => (opened ??= open(path, ports));
  const find = () => (opened || existsSync(path) ? make().tables : undefined);
  return {
    rules: () => find()?.rules.all().flatMap(ruleOf) ?? [],
    set({ id, rule, setBy, setAt }) {
      const { db, tables } = make();
      transaction(db, () => {
        tables.forget.run(id);
        tables.add.run(id, JSON.stringify(rule), setBy, setAt);
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
        // A rule that was changed meanwhile has no such message any more.
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
