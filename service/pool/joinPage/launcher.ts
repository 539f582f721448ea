import { categories, type Category } from '../../../contract/datum.ts';
import { decide, notChosen } from '../../../contract/consent.ts';
import { parseAnswer, type Receipt, type Rejection } from '../../../contract/envelope.ts';
import { readAnswer } from '../../../contract/readAnswer.ts';
import { consentText } from '../../../contract/consentText.ts';
import { postOnce, readerOf } from '../../shared/postOnce.ts';
import type { Batch } from '../../telemetry/ingest/body.ts';

/** The pool's answer to a browser's records. */
export type Passed =
  | {
      readonly kind: 'answered';
      readonly receipts: readonly Receipt[];
      readonly rejected: readonly Rejection[];
    }
  | { readonly kind: 'refused' }
  /** The pool has no telemetry service. */
  | { readonly kind: 'nowhere' }
  /** The service accepts none now; `retryAfter` is its own Retry-After, if any. */
  | { readonly kind: 'busy'; readonly retryAfter: string | null }
  | { readonly kind: 'failed' };

export interface Launcher {
  /** Whether anything from a browser may be sent at this moment. */
  readonly mayPass: () => boolean;
  /** Whether that answer may change in a moment, since the setting is just being written. */
  readonly isUnsettled: () => boolean;
  /** Forwards what may be sent, its bytes unchanged; `lines` are the body's, the header first. */
  readonly pass: (batch: Batch, lines: readonly Buffer[]) => Promise<Passed>;
  /** Aborts what is under way if the setting no longer allows it. */
  readonly review: () => void;
}

const TIME_LIMIT_MS = 15_000;
/** Bytes; far more than the receipts of the largest request. */
const LARGEST_ANSWER_BYTES = 1024 * 1024;

/** Seconds after which a setting that is being written is certain to be known. */
export const UNTIL_SETTLED_SECONDS = '3';

/** Decided as for every surface, by the rule in contract/consent.ts, here from the pool's setting alone. */
const isAllowed = (category: Category, MeetingUxEnableTelemetry: boolean): boolean =>
  decide(
    category,
    'launcher',
    notChosen,
    { readings: [], meetings: { MeetingUxEnableTelemetry, pool: 'here', since: 'now' } },
    consentText,
  ).allowed;

/** Turns line numbers in what was forwarded into those in what had come. */
const renumber = (rejected: readonly Rejection[], numbers: readonly number[]): Rejection[] =>
  rejected.map((one) => ({ ...one, line: numbers[one.line - 2] ?? one.line }));

/**
 * Forwards what browsers record in meetings, if the pool's setting allows it: to the telemetry service and nobody else,
 * without saying who sent it.
 */
export function createLauncher({
  telemetryUrl,
  setting,
  isUnsettled,
}: {
  /** The service's address, to which `/v1/records` is appended. */
  readonly telemetryUrl: string | undefined;
  /** MeetingUxEnableTelemetry, as it is now. */
  readonly setting: () => boolean;
  /** Whether that may change in a moment, since it is just being written. */
  readonly isUnsettled: () => boolean;
}): Launcher {
  const underWay = new Set<AbortController>();
  const mayPass = () => categories.some((category) => isAllowed(category, setting()));

  const send = async (url: string, body: Buffer, signal: AbortSignal): Promise<Passed> => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    const headers = { 'content-type': 'application/x-ndjson', 'user-agent': 'Candor pool' };
    const response = await postOnce(new URL(url), headers, body, limited);
    const { statusCode: status } = response;
    const bytes = await readAnswer(readerOf(response), LARGEST_ANSWER_BYTES, limited);
    if (status === 429 || status === 503)
      return { kind: 'busy', retryAfter: response.headers['retry-after'] ?? null };
    if (!bytes) return { kind: 'failed' };
    const answer = parseAnswer(new TextDecoder().decode(bytes));
    if (status !== 200 || !answer.ok) return { kind: 'failed' };
    return { kind: 'answered', ...answer.value };
  };

  return {
    mayPass,
    isUnsettled,
    async pass({ candidates, rejected }, lines) {
      if (isUnsettled()) return { kind: 'busy', retryAfter: UNTIL_SETTLED_SECONDS };
      if (!mayPass()) return { kind: 'refused' };
      if (telemetryUrl === undefined) return { kind: 'nowhere' };
      const fit = candidates.filter(
        ({ record }) => record.surface === 'launcher' && isAllowed(record.category, setting()),
      );
      const others = candidates
        .filter((one) => !fit.includes(one))
        .map(({ record, line }) => ({
          id: record.id,
          line,
          reason: 'surface: this address takes the launcher’s usage data and error reports alone',
        }));
      const refused = [...rejected, ...others];
      const answer = (receipts: readonly Receipt[], more: readonly Rejection[]): Passed => ({
        kind: 'answered',
        receipts,
        rejected: [...refused, ...more].sort((a, b) => a.line - b.line),
      });
      if (fit.length === 0) return answer([], []);
      const numbers = fit.map(({ line }) => line);
      const chosen = [1, ...numbers].map((line) => lines[line - 1] ?? Buffer.alloc(0));
      const body = Buffer.concat(chosen.flatMap((line) => [line, Buffer.from('\n')]));
      const flight = new AbortController();
      underWay.add(flight);
      try {
        const passed = await send(
          `${telemetryUrl.replace(/\/$/, '')}/v1/records`,
          body,
          flight.signal,
        );
        if (passed.kind !== 'answered') return passed;
        return answer(passed.receipts, renumber(passed.rejected, numbers));
      } catch {
        // Whatever the network's error is: nothing was accepted, and the browser may try again.
        return { kind: flight.signal.aborted && !mayPass() ? 'refused' : 'failed' };
      } finally {
        underWay.delete(flight);
      }
    },
    review() {
      if (isUnsettled() || !mayPass()) for (const flight of underWay) flight.abort();
    },
  };
}
