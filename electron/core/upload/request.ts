import { parseAnswer, type Header, type Receipt } from '../../../contract/envelope.ts';
import type { RetentionDays } from '../../../contract/retention.ts';
import type { ServiceProblem } from '../../../contract/serviceProblem.ts';
import type { Entry, Verdicts } from '../ports/outbox.ts';
import type { PostResult } from '../ports/telemetryService.ts';

const NEWLINE = 0x0a;

/** Builds one request: the header's line, then each record's exact bytes, each ended by a newline. */
export function buildBody(
  header: Header,
  entries: readonly Entry[],
  encodeUtf8: (text: string) => Uint8Array,
): Uint8Array {
  const lines = [encodeUtf8(JSON.stringify(header)), ...entries.map(({ line }) => line)];
  const body = new Uint8Array(lines.reduce((sum, line) => sum + line.length + 1, 0));
  let offset = 0;
  for (const line of lines) {
    body.set(line, offset);
    offset += line.length;
    body[offset] = NEWLINE;
    offset += 1;
  }
  return body;
}

export type Reading =
  /** `strangers`: receipts for other bytes than ours, which acknowledge nothing. */
  | {
      readonly kind: 'verdicts';
      readonly verdicts: Verdicts;
      readonly strangers: readonly Receipt[];
      readonly retention: RetentionDays | undefined;
      /** Whether everyone can read what the service learned. */
      readonly isLearnedOpen: boolean;
    }
  /** The service can't process this request as it is; it may accept a smaller one. */
  | { readonly kind: 'unusable'; readonly problem: ServiceProblem }
  | {
      readonly kind: 'again';
      readonly problem: ServiceProblem;
      /** What exactly is wrong with an answer, for the log. */
      readonly detail?: string;
      readonly retryAfter: number | undefined;
    };

/** Only a receipt with our id and our digest acknowledges a record. */
const acknowledges = ({ id, digest }: Receipt, sent: ReadonlyMap<string, Entry>): boolean =>
  sent.get(id)?.digest === digest;

/** Reads the service's answer. Without a clear verdict on it, a record we sent stays waiting. */
export function readAnswer(result: PostResult, entries: readonly Entry[]): Reading {
  if (result.kind === 'failed')
    return { kind: 'again', problem: result.problem, retryAfter: undefined };
  const { status, body, retryAfter } = result;
  if (status === 400 || status === 413)
    return { kind: 'unusable', problem: { kind: 'status', status } };
  if (status < 200 || status > 299)
    return { kind: 'again', problem: { kind: 'status', status }, retryAfter };
  const answer = parseAnswer(body);
  if (!answer.ok)
    return { kind: 'again', problem: { kind: 'badAnswer' }, detail: answer.problem, retryAfter };

  const sent = new Map(entries.map((entry) => [entry.id, entry]));
  const receipts = answer.value.receipts.filter((receipt) => acknowledges(receipt, sent));
  const strangers = answer.value.receipts.filter((receipt) => !acknowledges(receipt, sent));
  const rejected = answer.value.rejected.flatMap(({ id, line, reason }) => {
    const entry = entries[line - 2];
    return entry && (id === null || id === entry.id) ? [{ id: entry.id, reason }] : [];
  });
  if (receipts.length + rejected.length + strangers.length === 0)
    return { kind: 'again', problem: { kind: 'noVerdict' }, retryAfter };
  const { retention, learned: isLearnedOpen = false } = answer.value;
  const verdicts = { receipts, rejected };
  return { kind: 'verdicts', verdicts, strangers, retention, isLearnedOpen };
}
