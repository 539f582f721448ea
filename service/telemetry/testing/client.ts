import { readFileSync } from 'node:fs';
import { createPublicKey, verify, type webcrypto } from 'node:crypto';
import { parseAnswer, receiptMessage, type Receipt } from '../../../contract/envelope.ts';

const patienceMs = 10_000;

export type Answer = Extract<ReturnType<typeof parseAnswer>, { ok: true }>['value'];

/** What the read-out shows of a record. */
export interface ReadRecord {
  readonly id: string;
  readonly category: string;
  readonly at: string;
  readonly receivedAt: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly pepperId: string | null;
  readonly digest: string | null;
}

/** Posts a body of records and gives the response as it is. */
export const post = (
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${url}/v1/records`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-ndjson', ...headers },
    signal: AbortSignal.timeout(patienceMs),
  });

/** Posts a body of records and parses the answer as the client does. */
export async function send(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await post(url, body, headers);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`);
  const answer = parseAnswer(text);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

export async function withdraw(
  url: string,
  key: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${url}/v1/withdrawals`, {
    method: 'POST',
    body: JSON.stringify({ key }),
    headers: { 'content-type': 'application/json', ...headers },
    signal: AbortSignal.timeout(patienceMs),
  });
  return (await response.json()) as {
    erased: number;
    owner: string;
    at: string;
    signature: string;
  };
}

/** One page of the read-out. */
export async function readPage(
  { url, tokenFile }: { readonly url: string; readonly tokenFile: string },
  query = '',
): Promise<{ readonly records: readonly ReadRecord[]; readonly next?: string }> {
  const authorization = `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`;
  const response = await fetch(`${url}/v1/records?${query}`, {
    headers: { authorization },
    signal: AbortSignal.timeout(patienceMs),
  });
  if (response.status !== 200) throw new Error(String(response.status));
  return (await response.json()) as { records: readonly ReadRecord[]; next?: string };
}

/** Everything that the service stores. */
export async function readAll(at: {
  readonly url: string;
  readonly tokenFile: string;
}): Promise<ReadRecord[]> {
  const found: ReadRecord[] = [];
  for (let query = 'limit=1000'; query;) {
    const page = await readPage(at, query);
    found.push(...page.records);
    query = page.next === undefined ? '' : `limit=1000&since=${page.next}`;
  }
  return found;
}

/** Checks a signature with the key that the service publishes. */
export async function checksOut(url: string, message: string, signature: string): Promise<boolean> {
  const response = await fetch(`${url}/v1/keys`, { signal: AbortSignal.timeout(patienceMs) });
  const { keys } = (await response.json()) as { keys: webcrypto.JsonWebKey[] };
  const key = createPublicKey({ key: { ...keys[0] }, format: 'jwk' });
  return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
}

/** Checks a receipt with the key that the service publishes. */
export const receiptChecksOut = (url: string, receipt: Receipt): Promise<boolean> =>
  checksOut(url, receiptMessage(receipt), receipt.signature);
