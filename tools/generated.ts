import { conformanceTable } from '../runtime/conformance/table.ts';
import { dataCatalogue } from './dataCatalogue.ts';
import { decisionIndex } from './decisionIndex.ts';
import { adml, admlLanguages, admx } from './groupPolicy.ts';
import { identityVectors } from './identityVectors.ts';
import { clientLicences } from './licences.ts';
import { networkSetup } from './networkSetup.ts';
import { pageReach } from './pageReach.ts';
import { policyReference } from './policyReference.ts';
import { mobileconfig, policyJson } from './policyTemplates.ts';

/** Every generated file, by its path from the root; `npm run docs` writes them, and a test compares them. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const resources = Object.entries(admlLanguages).map(
    ([folder, language]) => [`assets/policy/${folder}/Candor.adml`, adml(language)] as const,
  );
  return {
    'docs/data-catalogue.md': dataCatalogue(),
    'docs/decisions/README.md': decisionIndex(),
    'docs/identity.md': identityVectors(),
    'docs/network-setup.md': networkSetup(),
    'docs/what-a-page-reaches.md': pageReach(),
    'docs/policy-reference.md': policyReference('en'),
    'docs/policy-reference.fr.md': policyReference('fr'),
    'runtime/conformance.md': conformanceTable(),
    'assets/licences.json': `${JSON.stringify(clientLicences(), null, 2)}\n`,
    'assets/policy/Candor.admx': admx(),
    ...Object.fromEntries(resources),
    'assets/policy/candor.mobileconfig': mobileconfig('en'),
    'assets/policy/candor.fr.mobileconfig': mobileconfig('fr'),
    'assets/policy/policy.json': policyJson('en'),
    'assets/policy/policy.fr.json': policyJson('fr'),
  };
}
