import type { CallRoute } from '../../contract/callRoute.ts';

/** Which of ICE's candidates may be used (RFC 8445, section 5.1.1): devices' own addresses, seen from outside, relays. */
export type CandidateKinds = ReadonlySet<string>;

const direct: CandidateKinds = new Set(['host']);
const relayed: CandidateKinds = new Set(['relay']);
const all: CandidateKinds = new Set(['host', 'srflx', 'relay']);

/** Those that another may name. */
export const kindsOfTheirs = ({ mayRelay }: CallRoute): CandidateKinds => (mayRelay ? all : direct);

/** Those that another may be told of. */
export const kindsOfOurs = ({ mayRelay, relayOnly }: CallRoute): CandidateKinds => {
  if (relayOnly) return relayed;
  return mayRelay ? all : direct;
};

const address = /^(\d{1,3}(\.\d{1,3}){3}|[\da-f]*:[\da-f:.]*)$/i;

/**
 * Whether an ICE candidate may be used: one with a name never, since resolving it would tell the network whom this
 * device calls.
 * @param text as in SDP: `candidate:1 1 udp 2122260223 192.0.2.1 49152 typ host …`; empty after the last.
 */
export function isCandidateOf(kinds: CandidateKinds, text: string): boolean {
  if (text === '') return true;
  const [, , , , host = '', , , type = ''] = text.split(' ');
  return kinds.has(type) && address.test(host);
}

const isCandidateLine = (line: string): boolean => line.startsWith('a=candidate:');

/** @returns the session description, without the candidates that must not be used. */
export const withCandidatesOf = (kinds: CandidateKinds, sdp: string): string =>
  sdp
    .split(/(?<=\n)/)
    .filter((line) => !isCandidateLine(line) || isCandidateOf(kinds, line.trimEnd().slice(2)))
    .join('');

export const hasCandidates = (sdp: string): boolean => sdp.split('\n').some(isCandidateLine);
