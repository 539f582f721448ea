import type * as Electron from 'electron';

/**
 * The stand-in goes through no proxy, so what a session sends through one does not arrive: as if
 * the proxy were down, and never past it.
 */
export function createProxy() {
  let rules = '';
  const methods = {
    setProxy: ({ mode, proxyRules = '', pacScript, proxyBypassRules }: Electron.ProxyConfig) => {
      const without = mode === 'direct' || mode === 'system';
      const bypasses = (proxyBypassRules ?? '') !== '' && proxyBypassRules !== '<-loopback>';
      if (pacScript !== undefined || mode === 'auto_detect' || (!without && bypasses)) {
        throw new Error(
          'The stand-in has no such session.setProxy; add it in runtime/standin/api/proxy.ts',
        );
      }
      rules = without ? '' : proxyRules;
      return Promise.resolve();
    },
    resolveProxy: () =>
      Promise.resolve(rules === '' ? 'DIRECT' : `PROXY ${rules.replace(/^http:\/\//, '')}`),
  } satisfies Partial<Electron.Session>;
  return { methods, stands: () => rules !== '' };
}
