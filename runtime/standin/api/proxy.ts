import type * as Electron from 'electron';

/** `host:port` of an address, its port told even where it is the scheme's own. */
function placeOf(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'https:' || protocol === 'wss:';
  return `${hostname}:${port || (secure ? '443' : '80')}`;
}

/**
 * The stand-in goes through no proxy, so what a session sends through one does not arrive: as if
 * the proxy were down, and never past it, but for the places (`host:port`) that bypass it.
 */
export function createProxy() {
  let rules = '';
  let bypassing: readonly string[] = [];
  const methods = {
    setProxy: ({ mode, proxyRules = '', pacScript, proxyBypassRules }: Electron.ProxyConfig) => {
      const without = mode === 'direct' || mode === 'system';
      const places = (proxyBypassRules ?? '').split(/[;,]/).filter((rule) => rule !== '');
      const known = places.every((rule) => rule === '<-loopback>' || /^[^*/]+:\d+$/.test(rule));
      if (pacScript !== undefined || mode === 'auto_detect' || !known) {
        throw new Error(
          'The stand-in has no such session.setProxy; add it in runtime/standin/api/proxy.ts',
        );
      }
      rules = without ? '' : proxyRules;
      bypassing = without ? [] : places;
      return Promise.resolve();
    },
    resolveProxy: (url: string) =>
      Promise.resolve(standsBefore(url) ? `PROXY ${rules.replace(/^http:\/\//, '')}` : 'DIRECT'),
  } satisfies Partial<Electron.Session>;
  const standsBefore = (url: string) => rules !== '' && !bypassing.includes(placeOf(url));
  return { methods, standsBefore };
}
