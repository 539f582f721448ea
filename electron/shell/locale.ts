import { app } from 'electron';
import type { TFunction } from 'i18next';
import { createTexts, resolveLanguage } from '../../contract/text/index.ts';

/** The languages that the system prefers, after the one that Candor was started in. */
export const systemLanguages = (): readonly string[] => [
  // Before the app is ready, only the command line knows the switch.
  ...(app.isReady() ? [app.getLocale()] : [app.commandLine.getSwitchValue('lang')]),
  ...app.getPreferredSystemLanguages(),
];

/** The texts while nobody's choice of a language is known yet. */
export const systemTexts = (): TFunction =>
  createTexts(resolveLanguage('system', systemLanguages())).t;

/** The language with its region, such as `fr-FR`; the region is the system's if the language names none. */
export function regionalLanguage(): string {
  const locale = new Intl.Locale(app.getLocale() || 'en');
  const region = locale.region ?? app.getLocaleCountryCode();
  return region ? `${locale.language}-${region}` : locale.language;
}
