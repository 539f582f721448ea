import {
  policyEntries,
  type PolicyEntry,
  type PolicyKey,
  type PolicyType,
} from '../contract/policyCatalogue.ts';
import { disagreementOf } from '../contract/policyDisagreement.ts';
import type { Language } from '../contract/text/index.ts';
import { headings } from './policyMeaning.ts';

interface Words {
  readonly title: string;
  readonly intro: string;
  readonly values: string;
  readonly registry: string;
  readonly profile: string;
  readonly example: string;
  readonly since: string;
  readonly flag: string;
  /** For the registry. */
  readonly flagNumber: string;
  readonly flagPlist: string;
  readonly address: (schemes: string) => string;
  readonly days: (least: number, most: number) => string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Policy reference',
    intro:
      'Every policy that Candor understands ([en français](policy-reference.fr.md)). Generated from `contract/policyCatalogue.ts` by `npm run docs`, as are the templates in `assets/policy/`; a test holds them together. How to set them is in the [administrators’ guide](administrators-guide.md).',
    values: 'Values',
    registry: 'In the registry',
    profile: 'In a profile',
    example: 'Example',
    since: 'Since',
    flag: '`true`, `false`, `1` or `0`',
    flagNumber: '`REG_DWORD`, 1 or 0',
    flagPlist: '`<true/>` or `<false/>`',
    address: (schemes) => `an address: ${schemes} (in plain text only to the device itself)`,
    days: (least, most) => `a whole number from ${least} to ${most}`,
  },
  fr: {
    title: 'Référence des stratégies',
    intro:
      'Toutes les stratégies que Candor comprend ([in English](policy-reference.md)). Page générée à partir de `contract/policyCatalogue.ts` par `npm run docs`, tout comme les modèles de `assets/policy/` ; un test vérifie qu’ils concordent. La façon de les définir est décrite dans le [guide des administrateurs](administrators-guide.md), en anglais.',
    values: 'Valeurs',
    registry: 'Dans le registre',
    profile: 'Dans un profil',
    example: 'Exemple',
    since: 'Depuis',
    flag: '`true`, `false`, `1` ou `0`',
    flagNumber: '`REG_DWORD`, 1 ou 0',
    flagPlist: '`<true/>` ou `<false/>`',
    address: (schemes) => `une adresse : ${schemes} (en clair seulement vers l’appareil lui-même)`,
    days: (least, most) => `un nombre entier de ${least} à ${most}`,
  },
};

function valuesOf(type: PolicyType, said: Words): string {
  switch (type.kind) {
    case 'flag':
      return said.flag;
    case 'choice':
      return type.values.map((value) => `\`"${value}"\``).join(', ');
    case 'address':
      return said.address(type.schemes.map((scheme) => `\`${scheme}\``).join(', '));
    case 'days':
      return said.days(type.least, type.most);
  }
}

const registryType = (kind: PolicyType['kind'], { flagNumber }: Words): string =>
  ({ flag: flagNumber, choice: '`REG_SZ`', address: '`REG_SZ`', days: '`REG_QWORD`' })[kind];

const plistType = (kind: PolicyType['kind'], { flagPlist }: Words): string =>
  ({ flag: flagPlist, choice: '`<string>`', address: '`<string>`', days: '`<integer>`' })[kind];

function section(
  [key, entry]: readonly [PolicyKey, PolicyEntry],
  language: Language,
): readonly string[] {
  const said = words[language];
  const { parts } = headings[language];
  const [census = '', usage = '', errors = '', disagreement = '', unset = ''] = parts;
  const { kind } = entry.type;
  const rows = [
    [said.values, valuesOf(entry.type, said)],
    [said.registry, registryType(kind, said)],
    [said.profile, plistType(kind, said)],
    [said.example, `\`{"${key}": ${JSON.stringify(entry.example)}}\``],
    [unset, entry.unset[language]],
    [disagreement, disagreementOf(entry, language)],
    [census, entry.census[language]],
    [usage, entry.usage[language]],
    [errors, entry.errors[language]],
    [said.since, entry.since],
  ];
  return [
    `## ${key}`,
    '',
    `_${entry.label[language]}._ ${entry.explain[language]}`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name = '', text = '']) => `| ${name} | ${text} |`),
    '',
  ];
}

/** The reference of all policies, in this language. */
export function policyReference(language: Language): string {
  const { title, intro } = words[language];
  return [
    `# ${title}`,
    '',
    intro,
    '',
    ...policyEntries.flatMap((entry) => section(entry, language)),
  ].join('\n');
}
