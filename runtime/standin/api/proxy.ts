import { isIP } from 'node:net';
import type * as Electron from 'electron';

const modes = ['direct', 'auto_detect', 'pac_script', 'fixed_servers', 'system'];

/** `host:port` of an address, with the port even if it is the scheme's default. */
function placeOf(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'https:' || protocol === 'wss:';
  return `${hostname}:${port || (secure ? '443' : '80')}`;
}

/** Places that Chromium reaches without a proxy unless `<-loopback>` is in the bypass list. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  if (/(^|\.)localhost$/.test(hostname) || hostname === '[::1]') return true;
  return isIP(hostname) === 4 && /^(127|169\.254)\./.test(hostname);
}

/** The proxy for an address by rules such as `http=one:80;https=two:80`, or one for all; undefined if there is none. */
function proxyOf(rules: string, url: string): string | undefined {
  const parts = rules.split(';').filter((part) => part !== '');
  const scheme = new URL(url).protocol.slice(0, -1);
  const byScheme = new Map(
    parts.filter((part) => part.includes('=')).map((part) => part.split('=') as [string, string]),
  );
  // A WebSocket uses the proxy for encrypted traffic, else the one for plain traffic.
  const asked = scheme.startsWith('ws') ? ['https', 'http'] : [scheme];
  const found =
    byScheme.size === 0 ? parts[0] : asked.map((one) => byScheme.get(one)).find(Boolean);
  return found?.replace(/^http:\/\//, '');
}

/**
 * The stand-in uses no proxy, so what a session sends through one does not arrive: as if the proxy were down, and never
 * directly, except for the places (`host:port`) that bypass it.
 */
export function createProxy() {
  let rules = '';
  let bypassing: readonly string[] = [];
  const wayOf = (url: string): string | undefined => {
    const isDirect =
      bypassing.includes(placeOf(url)) || (isLoopback(url) && !bypassing.includes('<-loopback>'));
    return isDirect ? undefined : proxyOf(rules, url);
  };
  const methods = {
    setProxy: ({ mode, proxyRules = '', pacScript, proxyBypassRules }: Electron.ProxyConfig) => {
      if (mode !== undefined && !modes.includes(mode))
        return Promise.reject(new Error(`Invalid mode, must be one of ${modes.join(', ')}`));
      const without = mode === 'direct' || mode === 'system';
      const places = (proxyBypassRules ?? '').split(/[;,]/).filter((rule) => rule !== '');
      const known = places.every((rule) => rule === '<-loopback>' || /^[^*/]+:\d+$/.test(rule));
      if (pacScript !== undefined || mode === 'auto_detect' || mode === 'pac_script' || !known) {
        throw new Error(
          'The stand-in has no such session.setProxy; add it in runtime/standin/api/proxy.ts',
        );
      }
      rules = without ? '' : proxyRules;
      bypassing = without ? [] : places;
      return Promise.resolve();
    },
    resolveProxy: (url: string) => {
      const proxy = wayOf(url);
      return Promise.resolve(proxy === undefined ? 'DIRECT' : `PROXY ${proxy}`);
    },
  } satisfies Partial<Electron.Session>;
  return {
    methods,
    standsBefore: (url: string) => wayOf(url) !== undefined,
    /** Whether this place is named as one that no proxy stands before. */
    isBypassedBy: (place: string) => bypassing.includes(place),
  };
}
