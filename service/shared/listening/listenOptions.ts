import { isIP } from 'node:net';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { createClientAddresses } from '../clientAddress.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { parsePort } from '../parseArguments.ts';
import type { CertificateFiles } from './certificate.ts';

/** Where a server listens, and with which certificate; without one it speaks plain HTTP, on this machine only. */
export interface Listening {
  /** An address of this machine, or the one that stands for all of them: IPv4, or IPv6 without brackets. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly tls: CertificateFiles | null;
}

/** The command-line options, of pool and service alike, for where to listen. */
export const listenOptions = {
  port: { type: 'string' },
  listen: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
} as const;

export const listenNames = ['port', 'listen', 'tls-cert', 'tls-key'] as const;

type Values = { readonly [Option in keyof typeof listenOptions]?: string | undefined };

/** Proxies are trusted unnamed only where nobody can eavesdrop. */
const isThisMachine = createClientAddresses([]).isProxy;

function parseAddress(text: string): Outcome<Pick<Listening, 'host' | 'port'>, LocalizedText> {
  const colon = text.lastIndexOf(':');
  const [address, port] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)];
  const isBracketed = address.startsWith('[') && address.endsWith(']');
  const host = isBracketed ? address.slice(1, -1) : address;
  // A name can resolve to changing addresses, perhaps to another machine's.
  const isAddress = isIP(host) === (isBracketed ? 6 : 4);
  const parsed = parsePort(port);
  return isAddress && parsed.ok
    ? done({ host, port: parsed.value })
    : failed((t) => t('serverCommand.listening.badAddress', { text }));
}

function parseFiles({
  'tls-cert': cert,
  'tls-key': key,
}: Values): Outcome<CertificateFiles | null, LocalizedText> {
  if (cert === undefined && key === undefined) return done(null);
  return cert && key
    ? done({ cert, key })
    : failed((t) => t('serverCommand.listening.certificateAndKey'));
}

/**
 * Reads where to listen; plain HTTP beyond this machine is refused.
 * @param usualPort used if none is named.
 */
export function readListening(
  values: Values,
  usualPort: number,
): Outcome<Listening, LocalizedText> {
  const files = parseFiles(values);
  if (!files.ok) return files;
  const { port = String(usualPort), listen } = values;
  if (listen === undefined) {
    const parsed = parsePort(port);
    return parsed.ok
      ? done({ host: '127.0.0.1', port: parsed.value, tls: files.value })
      : failed(parsed.problem);
  }
  if (values.port !== undefined) return failed((t) => t('serverCommand.listening.portTwice'));
  const address = parseAddress(listen);
  if (!address.ok) return address;
  return files.value || isThisMachine(address.value.host)
    ? done({ ...address.value, tls: files.value })
    : failed((t) => t('serverCommand.listening.plain', { listen }));
}
