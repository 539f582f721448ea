import { disagreementOf } from '../contract/policyDisagreement.ts';
import type { PolicyEntry, PolicyKey } from '../contract/policyCatalogue.ts';
import type { Language } from '../contract/text/index.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** A text escaped for XML. */
export const xml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

export const headings = {
  en: {
    supported: 'Candor 0.1.0 or later',
    title: 'Candor policies',
    parts: [
      'Census data',
      'Usage data',
      'Error reports',
      'If sources disagree',
      'If it is not set',
    ],
    colon: ':',
    generated: 'Generated from contract/policyCatalogue.ts.',
    takeMarksAway: 'Take the marks of a comment away from what you want to set.',
    goesTo:
      'Goes to /etc/candor/policy.json, owned by root, writable by no one else. Candor takes comments in it.',
  },
  fr: {
    supported: 'Candor 0.1.0 ou version ultérieure',
    title: 'Stratégies de Candor',
    parts: [
      'Données de recensement',
      'Données d’utilisation',
      'Rapports d’erreurs',
      'En cas de désaccord des sources',
      'Si elle n’est pas définie',
    ],
    colon: ' :',
    generated: 'Généré à partir de contract/policyCatalogue.ts.',
    takeMarksAway: 'Ôtez les marques de commentaire autour de ce que vous voulez définir.',
    goesTo:
      'À installer en /etc/candor/policy.json, avec root pour propriétaire et sans que personne d’autre puisse y écrire. Candor y accepte les commentaires.',
  },
} as const;

/** What each policy means, line by line, for an administrator. */
export function meaning(entry: PolicyEntry, language: Language): readonly string[] {
  const { parts, colon } = headings[language];
  const { census, usage, errors, unset } = entry;
  const said = [
    ...[census, usage, errors].map((text) => text[language]),
    disagreementOf(entry, language),
    unset[language],
  ];
  return said.map((text, index) => `${parts[index] ?? ''}${colon} ${text}`);
}

/**
 * The policies that a template sets as they are: those that refuse, and nothing else. An address from a template would
 * be a wrong one.
 */
export const inForce: readonly PolicyKey[] = ['DisableAutomaticSendTracing'];
