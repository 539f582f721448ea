import { dataCatalogue } from './dataCatalogue.ts';
import { adml, admlLanguages, admx } from './groupPolicy.ts';
import { identityVectors } from './identityVectors.ts';
import { networkSetup } from './networkSetup.ts';
import { policyReference } from './policyReference.ts';
import { mobileconfig, policyJson } from './policyTemplates.ts';

/** Every file that is generated, by its path from the root; `npm run docs` writes them, and a test compares. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const resources = Object.entries(admlLanguages).map(
    ([folder, language]) => [`assets/policy/${folder}/Candor.adml`, adml(language)] as const,
  );
  return {
    'docs/data-catalogue.md': dataCatalogue(),
    'docs/identity.md': identityVectors(),
    'docs/network-setup.md': networkSetup(),
    'docs/policy-reference.md': policyReference(),
    'assets/policy/Candor.admx': admx(),
    ...Object.fromEntries(resources),
    'assets/policy/candor.mobileconfig': mobileconfig(),
    'assets/policy/policy.json': policyJson(),
  };
}
