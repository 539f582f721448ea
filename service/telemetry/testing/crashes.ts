import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { headerLine, recordLine } from './records.ts';

/** A file that begins as a minidump does; the service looks no further. */
export const dumpOf = (text: string, bytes = 100_000): Buffer =>
  Buffer.concat([Buffer.from('MDMP'), Buffer.alloc(bytes, text)]);

export const digestOf = (bytes: Uint8Array | string): string => hash('sha256', bytes, 'hex');

/** The record of a crash that left this dump. */
export const crashLine = (id: string, dump: Uint8Array, fields: object = {}): string =>
  recordLine('crash', id, {
    fields: { dumpSize: dump.length, dumpDigest: digestOf(dump), ...fields },
  });

const part = (content: Uint8Array | string) => new Blob([new Uint8Array(Buffer.from(content))]);

/** Posts a crash as the client does. Parts that are not given are left out. */
export function postCrash(
  url: string,
  parts: { readonly record?: string; readonly dump?: Uint8Array },
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const body = new FormData();
  body.append('header', part(headerLine));
  if (parts.record !== undefined) body.append('record', part(parts.record));
  if (parts.dump !== undefined) body.append('dump', part(parts.dump));
  return fetch(`${url}/v1/crashes`, {
    method: 'POST',
    body,
    headers,
    signal: AbortSignal.timeout(20_000),
  });
}

interface At {
  readonly url: string;
  readonly tokenFile: string;
}

/** Reads what only analysts may. */
export const readAsAnalyst = ({ url, tokenFile }: At, path: string): Promise<Response> =>
  fetch(url + path, {
    headers: { authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}` },
    signal: AbortSignal.timeout(20_000),
  });
