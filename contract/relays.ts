import { z } from 'zod';
import type { Parsed } from './envelope.ts';
import { parseHostPort } from './sip/host.ts';

/** A TURN server's address, as its URI says it (RFC 7065). */
export interface RelayAddress {
  readonly isSecure: boolean;
  /** In lower case, an IPv6 address in its brackets. */
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
}

const MOST_URIS = 8;
const LONGEST_URI = 300;
const LONGEST_CREDENTIAL = 256;
const LONGEST_TTL = 7 * 24 * 3600;

/** TURN's own ports (RFC 5766, section 6.1). */
const ports = { turn: 3478, turns: 5349 } as const;

const transports: Readonly<Record<string, 'udp' | 'tcp'>> = {
  '?transport=udp': 'udp',
  '?transport=tcp': 'tcp',
};

/**
 * Reads `turn:host[:port][?transport=udp|tcp]`, or `turns:`, which is TLS and so TCP (RFC 7065, section 3.1).
 * @returns undefined if it is anything else; TLS over UDP, which is DTLS, counts as that, since Chromium has none.
 */
export function parseRelayUri(text: string): RelayAddress | undefined {
  const colon = text.indexOf(':');
  const scheme = text.slice(0, Math.max(0, colon)).toLowerCase();
  if (scheme !== 'turn' && scheme !== 'turns') return undefined;
  const query = text.indexOf('?');
  const place = parseHostPort(text.slice(colon + 1, query < 0 ? undefined : query));
  const isSecure = scheme === 'turns';
  const asked = query < 0 ? undefined : text.slice(query).toLowerCase();
  if (!place || place.port === 0 || (asked !== undefined && !Object.hasOwn(transports, asked)))
    return undefined;
  const transport = transports[asked ?? ''] ?? (isSecure ? 'tcp' : 'udp');
  if (isSecure && transport === 'udp') return undefined;
  return { isSecure, host: place.host, port: place.port ?? ports[scheme], transport };
}

const relayUri = z
  .string()
  .max(LONGEST_URI)
  .refine((text) => parseRelayUri(text) !== undefined);

/** The addresses of TURN servers, which are no secret. */
export const relayUris = z.array(relayUri).min(1).max(MOST_URIS);

/**
 * Access to TURN servers for a while, in the form of coturn's REST API (draft-uberti-behave-turn-rest-00, section 2.2);
 * `ttl` in seconds.
 */
export const relayAccess = z.object({
  username: z.string().min(1).max(LONGEST_CREDENTIAL),
  password: z.string().min(1).max(LONGEST_CREDENTIAL),
  ttl: z.int().min(1).max(LONGEST_TTL),
  uris: relayUris,
});
export type RelayAccess = z.infer<typeof relayAccess>;

/** Parses a pool's answer to `GET /v1/relays`. */
export function parseRelayAccess(text: string): Parsed<RelayAccess> {
  try {
    const parsed = relayAccess.safeParse(JSON.parse(text));
    if (parsed.success) return { ok: true, value: parsed.data };
  } catch {
    // Told below, as any other answer that is none.
  }
  return { ok: false, problem: 'not an answer about relays' };
}
