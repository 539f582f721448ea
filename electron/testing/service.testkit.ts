import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  receiptMessage,
  withdrawalMessage,
  type Receipt,
  type TelemetryRecord,
} from '../../contract/envelope.ts';
import { headMessage, type CounterSignature } from '../../contract/ledgerHead.ts';
import type { PostResult, ServiceClient } from '../core/ports/telemetryService.ts';

export interface Post {
  readonly body: Uint8Array;
  readonly header: Record<string, unknown>;
  /** The records' lines, exactly as sent. */
  readonly lines: readonly string[];
  readonly records: readonly TelemetryRecord[];
  aborted: boolean;
}

export type Answer = (post: Post) => PostResult | Promise<PostResult>;

/** A dump as it was sent with its record. */
export interface CrashPost {
  readonly line: string;
  readonly dump: Uint8Array;
  aborted: boolean;
}

export interface FakeService extends ServiceClient {
  /** Whether it signs ledger heads, as services that know of them do. */
  signsHeads: boolean;
  /** The salted heads that it was shown. */
  readonly heads: string[];
  readonly posts: Post[];
  readonly crashPosts: CrashPost[];
  answerCrash: (post: CrashPost) => PostResult | Promise<PostResult>;
  answer: Answer;
  /** The keys that were presented for erasure. */
  readonly withdrawals: string[];
  answerWithdrawal: (key: string) => PostResult | Promise<PostResult>;
  answerKeys: () => PostResult | Promise<PostResult>;
  online: boolean;
  /** Its address. */
  at: string;
}

export const answered = (status: number, body: unknown = '', retryAfter?: number): PostResult => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfter,
});

export const digestOf = (line: string): string => createHash('sha256').update(line).digest('hex');

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly jwks: { readonly keys: readonly Readonly<Record<string, string>>[] };
}

export function createSigningKey(kid: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', kid, x }] } };
}

const signingKey = createSigningKey('first');
const signed = (message: string, { privateKey }: SigningKey) =>
  sign(null, Buffer.from(message), privateKey).toString('base64');

export function receiptFor(line: string, key: SigningKey = signingKey): Receipt {
  const unsigned = {
    id: (JSON.parse(line) as TelemetryRecord).id,
    digest: digestOf(line),
    receivedAt: '2026-11-22T10:00:01.000Z',
  };
  return { ...unsigned, signature: signed(receiptMessage(unsigned), key) };
}

/** Signs a ledger's salted head. */
export function headFor(head: string, key: SigningKey = signingKey): CounterSignature {
  const unsigned = { head, at: '2026-11-22T10:00:03.000Z' };
  return { ...unsigned, signature: signed(headMessage(unsigned), key) };
}

/** Adds the signature over a head to an answer that contains other signatures. */
function withHead(result: PostResult, head: string | undefined): PostResult {
  if (head === undefined || result.kind !== 'answered' || result.status !== 200) return result;
  try {
    const body = JSON.parse(result.body) as object;
    return { ...result, body: JSON.stringify({ ledgerHead: headFor(head), ...body }) };
  } catch {
    return result; // An answer that a test made up.
  }
}

/** Erases, as the service does. */
export function confirmFor(withdrawalKey: string, key: SigningKey = signingKey): PostResult {
  const unsigned = { owner: digestOf(withdrawalKey), erased: 3, at: '2026-11-22T10:00:02.000Z' };
  return answered(200, { ...unsigned, signature: signed(withdrawalMessage(unsigned), key) });
}

/** Takes every record, as the service does. */
export const takeAll: Answer = ({ lines }) =>
  answered(200, { receipts: lines.map((line) => receiptFor(line)), rejected: [] });

/** Takes every dump, as the service does. */
export const takeCrash = ({ line, dump }: CrashPost): PostResult =>
  answered(200, {
    receipt: receiptFor(line),
    dump: { digest: createHash('sha256').update(dump).digest('hex'), bytes: dump.length },
  });

/** The service as the uploader knows it: it keeps what it was sent, and answers as the test says. */
export function createFakeService(answer: Answer = takeAll): FakeService {
  const finish = (result: PostResult, head: string | undefined): PostResult => {
    if (head !== undefined) service.heads.push(head);
    return service.signsHeads ? withHead(result, head) : result;
  };
  const service: FakeService = {
    signsHeads: true,
    heads: [],
    posts: [],
    crashPosts: [],
    answerCrash: takeCrash,
    answer,
    withdrawals: [],
    answerWithdrawal: (key) => confirmFor(key),
    answerKeys: () => answered(200, signingKey.jwks),
    online: true,
    at: 'https://telemetry.contoso.com/',
    isOnline: () => service.online,
    address: () => service.at,
    keys: () => ({
      result: Promise.resolve().then(() => service.answerKeys()),
      abort: () => undefined,
    }),
    withdraw(key, head) {
      service.withdrawals.push(key);
      return {
        result: Promise.resolve(key)
          .then((it) => service.answerWithdrawal(it))
          .then((it) => finish(it, head)),
        abort: () => undefined,
      };
    },
    postCrash(_header, line, dump, head) {
      const post = {
        line: new TextDecoder().decode(line),
        dump: new Uint8Array(readFileSync(dump)),
        aborted: false,
      };
      service.crashPosts.push(post);
      return {
        result: Promise.resolve(post)
          .then((it) => service.answerCrash(it))
          .then((it) => finish(it, head)),
        abort: () => {
          post.aborted = true;
        },
      };
    },
    post(body, head) {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
      const [first = '', ...lines] = text.split('\n').slice(0, -1);
      const records = lines.map((line) => JSON.parse(line) as TelemetryRecord);
      const header = JSON.parse(first) as Record<string, unknown>;
      const post: Post = { body, header, lines, records, aborted: false };
      service.posts.push(post);
      return {
        result: Promise.resolve(post)
          .then((it) => service.answer(it))
          .then((it) => finish(it, head)),
        abort: () => {
          post.aborted = true;
        },
      };
    },
  };
  return service;
}
