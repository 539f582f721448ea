import { saysLearned } from '../../../contract/learnedOpen.ts';
import { parseRetention, sameRetention, type RetentionDays } from '../../../contract/retention.ts';
import { parseKeys, type ServiceKey } from '../../../contract/serviceKeys.ts';
import type { ServiceProblem } from '../../../contract/serviceProblem.ts';
import type { AbortableRequest } from './abortableRequest.ts';
import { later, type Sent } from './sent.ts';
import type { Ledger } from '../audit/ledger.ts';
import type { VerifySignature } from '../ports/crypto.ts';
import type {
  RequestInProgress,
  KeyFile,
  PostResult,
  ServiceClient,
} from '../ports/telemetryService.ts';
import type { Warn } from '../telemetry/warnings.ts';

export interface Claim {
  readonly message: string;
  /** In base64. */
  readonly signature: string;
}

export interface Proof {
  /** For each claim, whether one of the service's keys signed it. */
  readonly results: readonly boolean[];
  /** Why not all could be verified: the service's keys could not be fetched. */
  readonly problem?: ServiceProblem;
  /** Milliseconds after which the service wants to be asked again, if it said so. */
  readonly retryAfter?: number | undefined;
}

export interface ServiceKeys {
  readonly known: () => readonly ServiceKey[];
  /** Whether there are keys to verify with, known or offered. */
  readonly areAtHand: () => boolean;
  /**
   * Takes the service's answer to a request for its keys.
   * @returns whether it offered some.
   */
  readonly update: (result: PostResult) => boolean;
  /** Takes how long the service says it keeps what is sent; undefined if it does not say. */
  readonly noteRetention: (days: RetentionDays | undefined) => void;
  /** Takes whether the service says that everyone can read what it learned. */
  readonly noteLearned: (isOpen: boolean) => void;
  readonly isSigned: (claim: Claim) => boolean;
  /** @param onFlight is called with each request, so that it can be aborted. */
  readonly prove: (
    claims: readonly Claim[],
    onFlight: (flight: RequestInProgress) => void,
  ) => Promise<Proof>;
}

const retryAfterOf = (result: PostResult): number | undefined =>
  result.kind === 'answered' ? result.retryAfter : undefined;

/**
 * Makes sure that a lane posts nothing while its receipts could not be verified, for it would be posted again and
 * again; other lanes' answers don't matter.
 */
export interface KeyCheck {
  readonly areAtHand: () => boolean;
  /** Receipts came that could not be verified. */
  readonly failed: () => void;
  /** Fetches the service's keys; if there are some now, the lane can post. */
  readonly ask: () => Promise<Sent>;
}

/** @param requests the lane's requests, including the one for keys. */
export function createKeyCheck(
  requests: AbortableRequest,
  service: Pick<ServiceClient, 'keys'>,
  keys: Pick<ServiceKeys, 'areAtHand' | 'update'>,
): KeyCheck {
  let areMissing = false;
  return {
    areAtHand: () => !areMissing && keys.areAtHand(),
    failed() {
      areMissing = true;
    },
    async ask() {
      const sent = await requests.run(service.keys(), (result): Sent => {
        areMissing = !keys.update(result);
        return areMissing ? later(retryAfterOf(result)) : 'some';
      });
      return sent ?? 'nothing';
    },
  };
}

function readKeys(result: PostResult): ReturnType<typeof parseKeys> {
  return result.kind === 'answered' && result.status === 200 ? parseKeys(result.body) : undefined;
}

/**
 * The service's public keys: the first is trusted on first use, and another one is reported. Only a key that signed
 * something for us is ever kept, so that a set of keys alone changes nothing.
 */
export function createServiceKeys(ports: {
  service: ServiceClient | undefined;
  file: KeyFile;
  verify: VerifySignature;
  ledger: Ledger;
  warn: Warn;
  /** The service says something else of itself than before. */
  onSaid: () => void;
  now: () => number;
}): ServiceKeys {
  const { service, file, verify, ledger } = ports;
  const isBy = ({ x }: { x: string }, { message, signature }: Claim) =>
    verify(x, message, signature);
  const isSigned = (claim: Claim) => file.read().some((key) => isBy(key, claim));
  let areAtHand = file.read().length > 0;

  const noteRetention = (days: RetentionDays | undefined) => {
    const by = service?.address();
    if (days === undefined || by === undefined) return;
    const said = { by, days };
    if (sameRetention(file.retention(), said)) return;
    file.writeRetention(said);
    ports.onSaid();
  };

  const noteLearned = (isOpen: boolean) => {
    const by = service?.address();
    if (by === undefined) return;
    const next = isOpen ? by : null;
    if (file.learnedBy() === next) return;
    file.writeLearnedBy(next);
    ports.onSaid();
  };

  const apply = (result: PostResult) => {
    const offered = readKeys(result);
    if (!offered) return undefined;
    areAtHand = true;
    if (result.kind === 'answered') {
      noteRetention(parseRetention(result.body));
      noteLearned(saysLearned(result.body));
    }
    return offered;
  };

  const take = (key: Omit<ServiceKey, 'since'>) => {
    const { kid, x } = key;
    const known = file.read();
    file.write([...known, { kid, x, since: new Date(ports.now()).toISOString() }]);
    if (known.length === 0) {
      ledger.note({ kind: 'keyPinned', kid, x });
      return;
    }
    ledger.note({ kind: 'keyChanged', kid, x });
    ports.warn({ kind: 'serviceKeyChanged' });
  };

  return {
    known: () => file.read(),
    areAtHand: () => areAtHand,
    update: (result) => apply(result) !== undefined,
    noteRetention,
    noteLearned,
    isSigned,
    async prove(claims, onFlight) {
      const judge = () => claims.map(isSigned);
      const results = judge();
      if (!service || results.every(Boolean)) return { results };
      const flight = service.keys();
      onFlight(flight);
      const result = await flight.result;
      const offered = apply(result);
      if (!offered)
        return { results, problem: { kind: 'noKeys' }, retryAfter: retryAfterOf(result) };
      const known = new Set(file.read().map(({ x }) => x));
      for (const key of offered)
        if (!known.has(key.x) && claims.some((claim) => isBy(key, claim))) take(key);
      return { results: judge() };
    },
  };
}
