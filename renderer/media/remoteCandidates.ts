const address = /^(\d{1,3}(\.\d{1,3}){3}|[\da-f]*:[\da-f:.]*)$/i;

/** @param candidate as in SDP: `candidate:1 1 udp 2122260223 192.0.2.1 49152 typ host …`. */
const isReachable = (candidate: string): boolean => {
  const [, , , , host = '', , , type] = candidate.split(' ');
  return type === 'host' && address.test(host);
};

/** Whether another's ICE candidate may be used: one with a name would have this device look it up, and tell the network whom it calls. */
export const isHostCandidate = (candidate: string): boolean =>
  candidate === '' || isReachable(candidate.replace(/^a=/, ''));

/** @returns the other's session description, without the candidates that must not be used. */
export const withHostCandidatesOnly = (sdp: string): string =>
  sdp
    .split(/(?<=\n)/)
    .filter((line) => !line.startsWith('a=candidate:') || isHostCandidate(line.trimEnd()))
    .join('');
