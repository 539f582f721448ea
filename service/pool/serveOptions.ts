import type { parseArgs } from 'node:util';
import { isPolicyAddress } from '../../contract/policyAddress.ts';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import type { Network } from '../shared/clientAddress.ts';
import { limitNames, limitOptions, readLimits, type GivenLimits } from '../shared/limitOptions.ts';
import {
  listenNames,
  listenOptions,
  readListening,
  type Listening,
} from '../shared/listening/listenOptions.ts';
import { done, failed, type Outcome } from '../shared/outcome.ts';
import { proxyNames, proxyOptions, readProxies } from '../shared/proxyOptions.ts';

/** The command that starts the pool. */
export type ServeCommand = Listening & {
  readonly kind: 'serve';
  readonly data: string;
  /** The telemetry service's address. */
  readonly telemetry: string | undefined;
  readonly limits: GivenLimits;
  /** The origins whose pages may open WebSockets. */
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly Network[];
};

export const serveOptions = {
  ...listenOptions,
  telemetry: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  ...limitOptions,
  ...proxyOptions,
} as const;

export const serveNames = [
  ...listenNames,
  'telemetry',
  ...proxyNames,
  'allow-origin',
  ...limitNames,
] as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof serveOptions }>>['values'];

/** An origin as browsers write it: a scheme and a host, in lower case, and a port if it is not the scheme's default. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  return host !== '' && text === `${protocol}//${host}`;
}

/** Reads what the pool is started with; problems are described in words. */
export function readServe(values: Values, data: string): Outcome<ServeCommand, LocalizedText> {
  const { telemetry, 'allow-origin': allowedOrigins = [] } = values;
  const listening = readListening(values, 4790);
  if (!listening.ok) return listening;
  if (telemetry !== undefined && !isPolicyAddress(telemetry, ['https', 'http']))
    return failed((t) => t('poolCommand.badTelemetry', { url: telemetry }));
  const strange = allowedOrigins.find((origin) => !isOrigin(origin));
  if (strange !== undefined) return failed((t) => t('poolCommand.badOrigin', { origin: strange }));
  const proxies = readProxies(values);
  if (!proxies.ok) return proxies;
  const limits = readLimits(values);
  if (!limits.ok) return limits;
  const given = { trustedProxies: proxies.value, limits: limits.value, allowedOrigins };
  return done({ kind: 'serve', ...listening.value, data, telemetry, ...given });
}
