import type { Category } from '../../../contract/datum.ts';
import type { Header } from '../../../contract/envelope.ts';
import { problemInLog, type ServiceProblem } from '../../../contract/serviceProblem.ts';
import type { LedgerHeads } from '../audit/ledgerHeads.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { Identity } from '../ports/identity.ts';
import type { Outbox, Outboxes, Entry, Verdicts } from '../ports/outbox.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { ServiceClient } from '../ports/telemetryService.ts';
import { createAbortableRequest } from './abortableRequest.ts';
import type { Judged, Receipts } from './receipts.ts';
import { buildBody, readAnswer } from './request.ts';
import { later, type Sent } from './sent.ts';
import { createKeyCheck } from './serviceKeys.ts';

export interface Sender {
  /** Sends one batch, each record only if it is allowed at this moment; one at a time. */
  readonly send: () => Promise<Sent>;
  /** Aborts the current request; no further byte of it leaves. */
  readonly abort: () => void;
}

export interface SenderPorts {
  readonly consent: ConsentKeeper;
  readonly outboxes: Outboxes;
  readonly receipts: Receipts;
  readonly heads: Pick<LedgerHeads, 'show' | 'note'>;
  readonly identity: Pick<Identity, 'sendsTo'>;
  readonly service: ServiceClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly encodeUtf8: (text: string) => Uint8Array;
  readonly app: Header['app'];
  /** Makes sure that the policy in force is what its sources say at this moment. */
  readonly refreshPolicy: () => void;
}

const LARGEST_BATCH = { count: 100, bytes: 256 * 1024 };

/** Deletes from a batch, and from disk, what has since been refused; what is only held stays on disk. */
function keepAllowed(
  outbox: Outbox,
  entries: readonly Entry[],
  consent: ConsentKeeper,
): readonly Entry[] {
  const refused = new Set(
    entries
      .filter(({ category, surface }) => consent.refuses(category, surface))
      .map(({ surface }) => surface),
  );
  for (const surface of refused) outbox.purgeSurface(surface);
  return entries.filter(({ category, surface }) => consent.allows(category, surface));
}

/** Before any of them leaves, so that it is known who can be asked to erase them. */
export function noteWhereErrorsGo({
  identity,
  service,
}: Pick<SenderPorts, 'identity' | 'service'>): void {
  const address = service.address();
  if (address !== undefined) identity.sendsTo(address);
}

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id);

/** Applies the service's verdicts, as far as they are proved; the rest of the batch waits. */
function settleBatch(
  { outboxes, receipts, log }: Pick<SenderPorts, 'outboxes' | 'receipts' | 'log'>,
  category: Category,
  entries: readonly Entry[],
  rejected: Verdicts['rejected'],
  judged: Judged,
): Sent {
  receipts.note(category, judged);
  outboxes[category].settle({ receipts: judged.proven, rejected });
  for (const { reason } of rejected)
    log.warn(`upload: the service rejected a ${category} record: ${problemInLog(reason)}`);
  if (judged.refused.length === 0 && judged.problem === undefined) return 'some';
  const problem = judged.problem ?? { kind: 'unprovenReceipt' };
  log.warn(`upload: ${category} records wait: ${problemInLog(problem)}`);
  const settled = new Set([...judged.proven, ...rejected].map(({ id }) => id));
  const waiting = idsOf(entries).filter((id) => !settled.has(id));
  outboxes[category].tried(waiting, problem);
  return later(judged.retryAfter);
}

/** Creates the sender of one category's batches, so that withdrawing one category never disturbs another. */
export function createSender(category: Category, ports: SenderPorts): Sender {
  const { consent, receipts, service, clock, log, app, encodeUtf8 } = ports;
  const outbox = ports.outboxes[category];
  const requests = createAbortableRequest();
  const keys = createKeyCheck(requests, service, receipts.keys);
  let largest = LARGEST_BATCH.count;

  /**
   * A request that the service can't process is sent again in halves, until the one record that spoils it is found.
   * Each step counts as a failure, so that a service that accepts nothing is asked less and less often.
   */
  const narrow = (entries: readonly Entry[], reason: ServiceProblem): Sent => {
    log.warn(`upload: ${entries.length} ${category} records: ${problemInLog(reason)}`);
    const [first] = entries;
    if (entries.length === 1 && first) {
      outbox.settle({ receipts: [], rejected: [{ id: first.id, reason }] });
    } else {
      outbox.tried(idsOf(entries), reason);
      largest = Math.ceil(entries.length / 2);
    }
    return later();
  };

  /** Fetched before anything is posted, if receipts could not be verified. */
  const findKeys = async (): Promise<Sent> => {
    const sent = await keys.ask();
    if (typeof sent === 'object')
      log.info(`upload: ${category} records wait: the service’s keys could not be had`);
    return sent;
  };

  const post = async (entries: readonly Entry[]) => {
    const head = ports.heads.show();
    const header: Header = { schema: 1, app, sentAt: new Date(clock.now()).toISOString() };
    if (category === 'error') noteWhereErrorsGo(ports);
    return requests.run(
      service.post(buildBody(header, entries, encodeUtf8), head?.salted),
      async (result, mine) => {
        const reading = readAnswer(result, entries);
        if (reading.kind === 'verdicts') {
          receipts.keys.noteRetention(reading.retention);
          receipts.keys.noteLearned(reading.isLearnedOpen);
        }
        const judged =
          reading.kind === 'verdicts'
            ? await receipts.judge(reading.verdicts.receipts, reading.strangers, (next) => {
                mine.flight = next;
              })
            : undefined;
        return { reading, judged, head, result };
      },
    );
  };

  return {
    async send() {
      ports.refreshPolicy();
      const count = largest;
      const waiting = outbox.waiting({ ...LARGEST_BATCH, count });
      if (waiting.length === 0) return 'nothing';
      const entries = keepAllowed(outbox, waiting, consent);
      if (entries.length === 0)
        return waiting.every(({ surface }) => consent.refuses(category, surface))
          ? 'some'
          : 'nothing';
      if (!keys.areAtHand()) return findKeys();
      const answer = await post(entries);
      if (!answer) return 'nothing';
      const { reading, judged } = answer;
      if (reading.kind === 'unusable') return narrow(entries, reading.problem);
      if (reading.kind === 'again') {
        const { problem, detail } = reading;
        const why = detail === undefined ? '' : `: ${detail}`;
        log.info(`upload: ${category} records wait: ${problemInLog(problem)}${why}`);
        outbox.tried(idsOf(entries), problem);
        return later(reading.retryAfter);
      }
      if (!judged) return 'nothing';
      if (judged.problem !== undefined) keys.failed();
      largest = Math.min(LARGEST_BATCH.count, 2 * count);
      const sent = settleBatch(ports, category, entries, reading.verdicts.rejected, judged);
      ports.heads.note(answer.head, answer.result);
      return sent;
    },
    abort: requests.abort,
  };
}
