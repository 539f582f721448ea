import { isIP, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { CannotStart, codeOf, type Log } from '../outcome.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import type { Listening } from './listenOptions.ts';
import { followCertificate } from './renewal.ts';

/** Where to listen; by default on this machine only, in plain HTTP. */
export type ListenOptions = Pick<Listening, 'port'> & Partial<Listening>;

/** A place to listen at whose certificate, if it has one, was found good. */
export interface PreparedListening {
  /** null where plain HTTP is spoken. */
  readonly certificate: Certificate | null;
  /**
   * @param onRefused lets go of what else is open, where the place can't be had.
   * @returns the address; it rejects with {@link CannotStart}.
   */
  readonly listen: (server: FastifyInstance, onRefused: () => Promise<void>) => Promise<string>;
  /** Stops looking whether the certificate was renewed. */
  readonly end: () => void;
}

/** Connections that may wait to be let in; whose SYN finds no place tries again only a second later. */
const BACKLOG = 4096;
const everywhere = ['0.0.0.0', '::'];

const refusals = {
  EADDRINUSE: 'taken',
  EADDRNOTAVAIL: 'notHere',
  EACCES: 'forbidden',
} as const;

function refusalOf(error: unknown, place: { readonly host: string; readonly port: number }) {
  const code = codeOf(error);
  const known = refusals[code as keyof typeof refusals] as
    (typeof refusals)[keyof typeof refusals] | undefined;
  const said: LocalizedText = (t) =>
    t(`serverCommand.listening.${known ?? 'refused'}`, { ...place, code });
  return new CannotStart(said);
}

/** Where all addresses are listened on, it is called by the name that the certificate has. */
function urlOf(host: string, port: number, certificate: Certificate | null): string {
  const name = everywhere.includes(host) ? (certificate?.name ?? host) : host;
  const scheme = certificate ? 'https' : 'http';
  return `${scheme}://${isIP(name) === 6 ? `[${name}]` : name}:${port}`;
}

/** Makes sure of the certificate, and has it renewed while it is listened. It rejects with {@link CannotStart}. */
export async function prepareListening(
  { host = '127.0.0.1', port, tls: files = null }: ListenOptions,
  { log }: { readonly log: Log },
): Promise<PreparedListening> {
  const now = () => new Date();
  const read = files && (await readCertificate(files, now()));
  if (read?.ok === false) throw new CannotStart(read.problem);
  const certificate = read?.value ?? null;
  let end = (): void => undefined;
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
        end = followCertificate(server.server, { files, certificate, now, log });
      // It listens at a port, and not at a pipe, of which alone this is a text.
      return urlOf(host, (server.server.address() as AddressInfo).port, certificate);
    },
    end: () => {
      end();
    },
  };
}
