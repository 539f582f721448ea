import type { LocalizedText } from '../../contract/text/terminal.ts';
import { parseNetwork, type Network } from './clientAddress.ts';
import { done, failed, type Outcome } from './outcome.ts';

/** The command-line options, of pool and service alike, that name trusted proxies; both mean the same. */
export const proxyOptions = {
  'trust-proxy': { type: 'string', multiple: true },
  'trusted-proxy': { type: 'string', multiple: true },
} as const;

export const proxyNames = ['trust-proxy', 'trusted-proxy'] as const;

/** Reads where proxies are, as addresses or in CIDR notation. */
export function readProxies(values: {
  readonly [Option in keyof typeof proxyOptions]?: readonly string[] | undefined;
}): Outcome<readonly Network[], LocalizedText> {
  const networks: Network[] = [];
  for (const text of proxyNames.flatMap((name) => values[name] ?? [])) {
    const network = parseNetwork(text);
    if (!network) return failed((t) => t('serverCommand.badProxy', { text }));
    networks.push(network);
  }
  return done(networks);
}
