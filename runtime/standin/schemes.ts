export type Schemes = {
  register: (names: readonly string[]) => void;
  /** The address that Chromium must load for an address of the application's. */
  toChromium: (url: string) => string;
  /** The application's form of an address that Chromium loaded. */
  toElectron: (url: string) => string;
  /** A content security policy that names a registered scheme, in Chromium's terms. */
  policyToChromium: (policy: string) => string;
};

/**
 * Chromium has no switch to make an unknown scheme standard and secure, as Electron does; without that, `app:` pages
 * have no origin, modules or storage. So app://host/path is loaded as https://host.app.invalid/path, which no network
 * can ever answer, and translated at every boundary.
 */
export function createSchemes(): Schemes {
  const known = new Set<string>();
  return {
    register: (names) => {
      for (const name of names) known.add(name.toLowerCase());
    },
    toChromium: (url) => {
      const [, scheme = '', host = '', rest = ''] =
        /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)/is.exec(url) ?? [];
      return known.has(scheme.toLowerCase())
        ? `https://${host}.${scheme.toLowerCase()}.invalid${rest.startsWith('/') ? rest : `/${rest}`}`
        : url;
    },
    toElectron: (url) => {
      const [, host = '', scheme = '', rest = ''] =
        /^https:\/\/([^/?#]+)\.([^./?#]+)\.invalid(.*)$/.exec(url) ?? [];
      return known.has(scheme) ? `${scheme}://${host}${rest}` : url;
    },
    policyToChromium: (policy) =>
      [...known].reduce(
        (text, scheme) =>
          text
            .replace(
              new RegExp(`(^|[\\s;])${scheme}://([^\\s;/]+)`, 'g'),
              `$1https://$2.${scheme}.invalid`,
            )
            .replace(
              new RegExp(`(^|[\\s;])${scheme}:(?=[\\s;]|$)`, 'g'),
              `$1https://*.${scheme}.invalid`,
            ),
        policy,
      ),
  };
}
