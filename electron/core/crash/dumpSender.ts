import { parseCrashAnswer, type Header } from '../../../contract/envelope.ts';
import { toHex } from '../records/entry.ts';
import type { Surface } from '../../../contract/datum.ts';
import type { DumpFate } from '../../../contract/dumpDecision.ts';
import { problemInLog } from '../../../contract/serviceProblem.ts';
import type { TelemetrySchema } from '../../../contract/schema.ts';
import { backoff } from '../upload/backoff.ts';
import { createAbortableRequest, type RequestUnderWay } from '../upload/abortableRequest.ts';
import type { ShownHead } from '../audit/ledgerHeads.ts';
import type { Random, Sha256 } from '../ports/crypto.ts';
import type { KeptDump, KeptDumps, SystemDumps } from '../ports/dumps.ts';
import type { PostResult } from '../ports/telemetryService.ts';
import type { Receipts } from '../upload/receipts.ts';
import { createKeyCheck } from '../upload/serviceKeys.ts';
import { noteWhereErrorsGo, type SenderPorts } from '../upload/sender.ts';
import { later, type Sent } from '../upload/sent.ts';
import { entryOf } from './keptRecord.ts';

export interface DumpSender {
  /** Sends one dump that was agreed to, if its surface's error reports and its dumps are allowed at this moment. */
  readonly send: () => Promise<Sent>;
  readonly abort: () => void;
  /**
   * When this record's dump, which the service put off, is sent again, in milliseconds since 1970; undefined if there
   * is none.
   */
  readonly later: (id: string) => number | undefined;
}

/** The service will never accept it: it is not a dump, is too large, or its owner has withdrawn. */
const final = new Set([400, 413, 415, 422]);

interface Ports extends SenderPorts {
  readonly schema: TelemetrySchema;
  readonly dumps: Pick<KeptDumps, 'deleteKept' | 'kept'>;
  readonly sha256: Sha256;
  readonly decodeUtf8: (bytes: Uint8Array) => string;
  readonly receipts: Receipts;
  readonly surface: () => Surface;
  readonly systemDumps: SystemDumps;
  readonly random: Random;
  readonly wakeUploader: () => void;
  /** Called when a dump is put off, or no longer is. */
  readonly laterChanged: () => void;
  /** What currently becomes of this surface's dumps. */
  readonly dumpFate: () => DumpFate;
}

/**
 * The next dump of this surface that was agreed to, and whose record the service has: it accepts none without.
 * @param refused the one that was put off last, after which another has its turn.
 */
function agreedIn(ports: Ports, refused: string | undefined): KeptDump | undefined {
  const agreed = ports.dumps
    .kept()
    .filter(
      (kept) =>
        kept.state === 'agreed' &&
        entryOf(kept, ports)?.surface === ports.surface() &&
        ports.outboxes.error.find(kept.id)?.state !== 'waiting',
    );
  const at = agreed.findIndex(({ id }) => id === refused);
  return agreed[at + 1] ?? agreed[0];
}

/** Dumps that are put off delay nothing but dumps, however long that is. */
function createPause({ log, clock, random, laterChanged, wakeUploader }: Ports) {
  const state = { failures: 0, isPausing: false, later: undefined as number | undefined };
  return {
    begin(status: number, retryAfter: number | undefined): Sent {
      log.info(`upload: a dump waits: the service answered ${status}`);
      state.failures += 1;
      state.isPausing = true;
      const delay = backoff(state.failures, random.unit(), retryAfter);
      // A 200 without a valid receipt puts nothing off.
      state.later = status === 200 ? undefined : clock.now() + delay;
      clock.after(delay, () => {
        state.isPausing = false;
        state.later = undefined;
        laterChanged();
        wakeUploader();
      });
      laterChanged();
      return 'nothing';
    },
    succeeded() {
      state.failures = 0;
    },
    isOn: () => state.isPausing,
    later: () => state.later,
  };
}

/** Creates the sender of dumps: each with the exact line of its record, so that its receipt is the record's. */
export function createDumpSender(ports: Ports): DumpSender {
  const { outboxes, service, log, dumps, receipts, surface, systemDumps } = ports;
  const requests = createAbortableRequest();
  const keys = createKeyCheck(requests, service, receipts.keys);
  const pause = createPause(ports);
  let refused: string | undefined;

  const settle = async (
    dump: KeptDump,
    head: ShownHead | undefined,
    result: PostResult,
    mine: RequestUnderWay,
  ): Promise<Sent> => {
    if (result.kind === 'failed') {
      log.info(`upload: a dump waits: ${problemInLog(result.problem)}`);
      return later();
    }
    if (final.has(result.status)) {
      log.warn(`upload: the service refused a dump: it answered ${result.status}`);
      dumps.deleteKept(dump.id);
      return 'some';
    }
    const answer = parseCrashAnswer(result.body);
    const receipt = result.status === 200 && answer.ok ? answer.value.receipt : undefined;
    if (receipt?.id !== dump.id || receipt.digest !== toHex(ports.sha256(dump.line))) {
      refused = dump.id;
      return pause.begin(result.status, result.retryAfter);
    }
    pause.succeeded();
    const judged = await receipts.judge([receipt], [], (flight) => {
      mine.flight = flight;
    });
    if (mine.aborted) return 'nothing';
    if (judged.problem !== undefined) keys.failed();
    receipts.note('error', judged);
    ports.heads.note(head, result);
    if (judged.proven.length === 0) return later(judged.retryAfter);
    outboxes.error.settle({ receipts: [receipt], rejected: [] });
    dumps.deleteKept(dump.id);
    return 'some';
  };

  return {
    async send() {
      if (pause.isOn() || !agreedIn(ports, refused)) return 'nothing';
      if (surface() !== 'desktop') await systemDumps.refresh();
      ports.refreshPolicy();
      const dump = agreedIn(ports, refused);
      if (!dump) return 'nothing';
      const fate = ports.dumpFate();
      if (fate === 'delete') dumps.deleteKept(dump.id);
      if (fate === 'delete' || fate === 'keep') return 'nothing';
      // A dump is large: it is not posted while its receipt could not be verified.
      if (!keys.areAtHand()) return keys.ask();
      const { app } = ports;
      const header: Header = { schema: 1, app, sentAt: new Date(ports.clock.now()).toISOString() };
      noteWhereErrorsGo(ports);
      const head = ports.heads.show();
      const flight = service.postCrash(
        ports.encodeUtf8(JSON.stringify(header)),
        dump.line,
        dump.name,
        head?.salted,
      );
      const sent = await requests.run(flight, (result, mine) => settle(dump, head, result, mine));
      return sent ?? 'nothing';
    },
    abort: requests.abort,
    later(id) {
      const until = pause.later();
      if (until === undefined) return undefined;
      const waits = dumps.kept().some((kept) => kept.id === id && kept.state === 'agreed');
      return waits ? until : undefined;
    },
  };
}
