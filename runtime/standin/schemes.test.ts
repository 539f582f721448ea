import { describe, expect, test } from 'vitest';
import { createSchemes } from './schemes.ts';

describe('a scheme of the application', () => {
  const schemes = createSchemes();
  schemes.register(['app']);
  test.each(['app://candor/index.html?a=1#b', 'app://candor/', 'app://other/x/y'])(
    '%s comes back from Chromium unchanged',
    (url) => {
      expect(schemes.toChromium(url)).toMatch(/^https:\/\/\w+\.app\.invalid\//);
      expect(schemes.toElectron(schemes.toChromium(url))).toBe(url);
    },
  );

  test('leaves every other address alone', () => {
    for (const url of ['https://a.example/', 'about:blank', 'https://x.other.invalid/']) {
      expect([schemes.toChromium(url), schemes.toElectron(url)]).toEqual([url, url]);
    }
  });

  test('is said in Chromium’s terms in a content security policy', () => {
    const policy = "default-src 'self' app:; img-src app://candor data:";
    expect(schemes.policyToChromium(policy)).toBe(
      "default-src 'self' https://*.app.invalid; img-src https://candor.app.invalid data:",
    );
  });
});
