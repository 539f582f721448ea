import {
  parseConfirmation,
  withdrawalMessage,
  type Confirmation,
} from '../../../contract/envelope.ts';
import { problemInLog, type ServiceProblem } from '../../../contract/serviceProblem.ts';
import { backoff } from './backoff.ts';
import { createAbortableRequest, type RequestUnderWay } from './abortableRequest.ts';
import { ownerOf } from '../records/identity.ts';
import type { Ledger } from '../audit/ledger.ts';
import type { LedgerHeads, ShownHead } from '../audit/ledgerHeads.ts';
import type { Random, Sha256 } from '../ports/crypto.ts';
import type { Erasure, Identity } from '../ports/identity.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { PostResult, ServiceClient } from '../ports/telemetryService.ts';
import type { Sent } from './sent.ts';
import type { ServiceKeys } from './serviceKeys.ts';
import type { Warn } from '../telemetry/warnings.ts';

export interface ErasureRequests {
  /** Asks the service for one erasure that is due; whatever its outcome, records don't wait for it. */
  readonly send: () => Promise<Sent>;
  readonly abort: () => void;
}

const LONGEST_KEPT = 2000;

type Judgement =
  | { readonly kind: 'right'; readonly confirmation: Confirmation }
  | { readonly kind: 'wrong'; readonly problem: ServiceProblem }
  /** The service's keys could not be fetched. */
  | {
      readonly kind: 'unknown';
      readonly problem: ServiceProblem;
      readonly retryAfter: number | undefined;
    };

/** Accepts a confirmation only if it is for this owner, and signed by the service. */
async function judge(
  body: string,
  owner: string,
  keys: ServiceKeys,
  mine: RequestUnderWay,
): Promise<Judgement> {
  const answer = parseConfirmation(body);
  if (!answer.ok) return { kind: 'wrong', problem: { kind: 'noConfirmation' } };
  const confirmation = answer.value;
  if (confirmation.owner !== owner) return { kind: 'wrong', problem: { kind: 'otherOwner' } };
  const { signature } = confirmation;
  const claim = { message: withdrawalMessage(confirmation), signature };
  const proof = await keys.prove([claim], (flight) => {
    mine.flight = flight;
  });
  const { problem, retryAfter } = proof;
  if (problem !== undefined) return { kind: 'unknown', problem, retryAfter };
  if (!proof.results[0]) return { kind: 'wrong', problem: { kind: 'wrongSignature' } };
  return { kind: 'right', confirmation };
}

/**
 * Sends requests for erasure. They leave even if error reports are refused, and need no `decide()`: only the person
 * makes such a request, and it contains nothing but the key (docs/decisions/0018).
 */
export function createErasureRequests(ports: {
  service: ServiceClient;
  identity: Identity;
  keys: ServiceKeys;
  ledger: Ledger;
  heads: Pick<LedgerHeads, 'show' | 'note'>;
  clock: Clock;
  random: Random;
  sha256: Sha256;
  log: Log;
  warn: Warn;
  wake: () => void;
  onConfirmed: (confirmation: Confirmation, by: string | undefined) => void;
}): ErasureRequests {
  const { service, identity, keys, ledger, clock, log } = ports;
  const named = new Set<string>();
  const state = { failures: 0, pausing: false };
  const requests = createAbortableRequest();

  const pause = (problem: ServiceProblem, retryAfter?: number): Sent => {
    log.info(`upload: a withdrawal waits: ${problemInLog(problem)}`);
    state.failures += 1;
    state.pausing = true;
    clock.after(backoff(state.failures, ports.random.unit(), retryAfter), () => {
      state.pausing = false;
      ports.wake();
    });
    return 'nothing';
  };

  /** Reports an invalid confirmation, once, and keeps it apart from valid ones. */
  const refuse = (owner: string, problem: ServiceProblem, answer: string): Sent => {
    const name = `${owner} ${problemInLog(problem)}`;
    ports.warn({ kind: 'confirmationRefused' });
    const kept = answer.slice(0, LONGEST_KEPT);
    if (!named.has(name))
      ledger.note({ kind: 'confirmationRefused', owner, problem, answer: kept });
    named.add(name);
    return pause(problem);
  };

  const settle = async (
    erasure: Erasure,
    head: ShownHead | undefined,
    result: PostResult,
    mine: RequestUnderWay,
  ): Promise<Sent> => {
    if (result.kind === 'failed') return pause(result.problem);
    const { status, body, retryAfter } = result;
    if (status !== 200) return pause({ kind: 'status', status }, retryAfter);
    const owner = ownerOf(erasure.key, ports.sha256);
    const judged = await judge(body, owner, keys, mine);
    if (mine.aborted) return 'nothing';
    if (judged.kind === 'unknown') return pause(judged.problem, judged.retryAfter);
    if (judged.kind === 'wrong') return refuse(owner, judged.problem, body);
    const { by } = erasure;
    ledger.note({ kind: 'withdrawalConfirmed', confirmation: judged.confirmation, by });
    ports.heads.note(head, result);
    identity.confirmed(erasure);
    state.failures = 0;
    ports.onConfirmed(judged.confirmation, by);
    return 'some';
  };

  return {
    async send() {
      const isOwedHere = ({ by }: Erasure) => by === undefined || by === service.address();
      const due = state.pausing ? undefined : identity.withdrawals().find(isOwedHere);
      if (!due) return 'nothing';
      const head = ports.heads.show();
      const sent = await requests.run(service.withdraw(due.key, head?.salted), (result, mine) =>
        settle(due, head, result, mine),
      );
      return sent ?? 'nothing';
    },
    abort: requests.abort,
  };
}
