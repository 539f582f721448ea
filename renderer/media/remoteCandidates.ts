const address = /^(\d{1,3}(\.\d{1,3}){3}|[\da-f]*:[\da-f:.]*)$/i;

/** @param candidate as in SDP: `candidate:1 1 udp 2122260223 192.0.2.1 49152 typ host …`. */
const isReachable = (candidate: string): boolean => {
  const [, , , , host = '', , , type] = candidate.split(' ');
  return type === 'host' && address.test(host);
};

/**
 * Whether a remote ICE candidate may be used: resolving one with a name would tell the network whom this device
 * calls.
 */
export const isHostCandidate = (candidate: string): boolean =>
  candidate === '' || isReachable(candidate.replace(/^a=/, ''));

/** @returns the remote session description, without the candidates that must not be used. */
export const withHostCandidatesOnly = (sdp: string): string =>
  sdp
    .split(/(?<=\n)/)
    .filter((line) => !line.startsWith('a=candidate:') || isHostCandidate(line.trimEnd()))
    .join('');
