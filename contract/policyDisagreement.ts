import { policySources, type PolicySourceName } from './policy.ts';
import type { Merging, PolicyEntry } from './policyCatalogue.ts';
import type { Language } from './text/index.ts';

type Naming = Exclude<PolicySourceName, 'policy-file'>;
const sourceNames: Readonly<Record<Language, Readonly<Record<Naming, string>>>> = {
  en: { machine: 'machine', user: 'user', organisation: 'organisation' },
  fr: { machine: 'appareil', user: 'utilisateur', organisation: 'organisation' },
};

const orderIn = (language: Language): string =>
  policySources
    .filter((source) => source !== 'policy-file')
    .map((source) => sourceNames[language][source])
    .join(', ');

const rules: Readonly<Record<Merging, Readonly<Record<Language, (isAddress: boolean) => string>>>> =
  {
    anyTrue: {
      en: () => 'A refusal from any source holds.',
      fr: () => 'Un refus, d’où qu’il vienne, l’emporte.',
    },
    anyFalse: {
      en: () => 'A refusal from any source holds.',
      fr: () => 'Un refus, d’où qu’il vienne, l’emporte.',
    },
    quietest: {
      en: () => 'The quietest holds.',
      fr: () => 'Le niveau le plus discret l’emporte.',
    },
    least: {
      en: () => 'The shortest holds.',
      fr: () => 'La durée la plus courte l’emporte.',
    },
    first: {
      en: () => `The first that names one holds, in this order: ${orderIn('en')}.`,
      fr: (isAddress) =>
        `La première source qui en nomme ${isAddress ? 'une' : 'un'} l’emporte, dans cet ordre : ${orderIn('fr')}.`,
    },
  };

/** Which value holds if two sources disagree about a policy, by its rule in the catalogue. */
export function disagreementOf(
  { merging, inPolicyFile, type }: PolicyEntry,
  language: Language,
): string {
  const rule = rules[merging][language](type.kind === 'address');
  return inPolicyFile ? `${rule} ${inPolicyFile[language]}` : rule;
}
