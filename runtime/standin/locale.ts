/** Languages whose regions Chromium distinguishes; every other one it knows by language only. */
const regional = new Set(['en-GB', 'en-US', 'es-419', 'pt-BR', 'pt-PT', 'zh-CN', 'zh-TW']);

/** The system's locale as a BCP 47 tag, from the variables that determine it on Linux. */
export function systemLocale(env: NodeJS.ProcessEnv): string {
  const value = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean) ?? '';
  const tag = (value.split(/[.@]/)[0] ?? '').replaceAll('_', '-');
  if (tag === '' || tag === 'C' || tag === 'POSIX') return 'en-US';
  return Intl.getCanonicalLocales(isTag(tag) ? tag : 'en-US')[0] ?? 'en-US';
}

/** The application's locale, as Chromium would choose it. */
export function appLocale(wanted: string): string {
  if (!isTag(wanted)) return 'en-US';
  const { language, region } = new Intl.Locale(wanted);
  const full = region === undefined ? language : `${language}-${region}`;
  if (regional.has(full)) return full;
  return language === 'en' ? 'en-US' : language === 'pt' ? 'pt-BR' : language;
}

export function countryOf(locale: string): string {
  return new Intl.Locale(locale).region ?? '';
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // Intl offers no other way to check whether a tag is well formed.
  }
}
