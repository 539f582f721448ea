import type { TFunction } from 'i18next';
import type { PlacedFault } from './jsonFault.ts';

/** Where and why a text is not JSON, in the person's language. */
export const jsonFaultText = (t: TFunction, { fault, line, column }: PlacedFault): string =>
  t('policyProblem.placed', {
    line: String(line),
    column: String(column),
    fault: t(`policyProblem.json.${fault}`),
  });
