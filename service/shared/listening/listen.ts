import { isIP, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { CannotStart, codeOf, type Log } from '../outcome.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import type { Listening } from './listenOptions.ts';
import { followCertificate, type FollowedCertificate, type ServerCertificate } from './renewal.ts';

/** Where to listen; by default on this machine only, over plain HTTP. */
export type ListenOptions = Pick<Listening, 'port'> & Partial<Listening>;

/** A place to listen at, whose certificate, if any, was found valid. */
export interface PreparedListening {
  /** null for plain HTTP. */
  readonly certificate: Certificate | null;
  /**
   * @param onRefused releases whatever else is open if it can't listen there.
   * @returns the address; rejects with {@link CannotStart}.
   */
  readonly listen: (server: FastifyInstance, onRefused: () => Promise<void>) => Promise<string>;
  /** The certificate in use; null for plain HTTP, and before the server listens. */
  readonly used: () => ServerCertificate | null;
  /** Stops checking whether the certificate was renewed. */
  readonly end: () => void;
}

/** Connections that may wait to be accepted; a client whose SYN finds no place tries again only a second later. */
const BACKLOG = 4096;
const everywhere = ['0.0.0.0', '::'];

const refusals = {
  EADDRINUSE: 'taken',
  EADDRNOTAVAIL: 'notHere',
  EACCES: 'forbidden',
} as const;

/** Why an address and a port can't be listened on, with what to do. */
export function refusalOf(error: unknown, place: { readonly host: string; readonly port: number }) {
  const code = codeOf(error);
  const known = refusals[code as keyof typeof refusals] as
    (typeof refusals)[keyof typeof refusals] | undefined;
  const said: LocalizedText = (t) =>
    t(`serverCommand.listening.${known ?? 'refused'}`, { ...place, code });
  return new CannotStart(said);
}

/** The server's address; if it listens on all of them, by the certificate's name. */
function urlOf(host: string, port: number, certificate: Certificate | null): string {
  const name = everywhere.includes(host) ? (certificate?.name ?? host) : host;
  const scheme = certificate ? 'https' : 'http';
  return `${scheme}://${isIP(name) === 6 ? `[${name}]` : name}:${port}`;
}

/** Checks the certificate, and follows its renewal while the server listens. Rejects with {@link CannotStart}. */
export async function prepareListening(
  { host = '127.0.0.1', port, tls: files = null }: ListenOptions,
  { log }: { readonly log: Log },
): Promise<PreparedListening> {
  const now = () => new Date();
  const read = files && (await readCertificate(files, now()));
  if (read?.ok === false) throw new CannotStart(read.problem);
  const certificate = read?.value ?? null;
  let followed: FollowedCertificate | undefined;
  return {
    certificate,
    async listen(server, onRefused) {
      try {
        await server.listen({ host, port, backlog: BACKLOG });
      } catch (error) {
        await onRefused();
        throw refusalOf(error, { host, port });
      }
      if (files && certificate)
        followed = followCertificate(server.server, { files, certificate, now, log });
      // Only a pipe's address is a string, and this is a port.
      return urlOf(host, (server.server.address() as AddressInfo).port, certificate);
    },
    used: () => followed?.used() ?? null,
    end: () => {
      followed?.end();
    },
  };
}
