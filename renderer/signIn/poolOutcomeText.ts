import type { TFunction } from 'i18next';
import type { PoolOutcome } from '../../contract/poolCalls.ts';
import { poolDocumentPath } from '../../contract/poolDiscovery.ts';

/** The address at which a domain is asked for its pool. */
export const documentAddress = (domain: string): string => `https://${domain}${poolDocumentPath}`;

/**
 * Why no pool was set, in the person's words, and what was requested; null if there is nothing to say above the form.
 */
export function poolOutcomeText(
  t: TFunction,
  outcome: PoolOutcome,
): { readonly problem: string; readonly asked?: string } | null {
  switch (outcome.kind) {
    case 'used':
    case 'declined':
    case 'mistyped':
      return null;
    case 'refused':
      return { problem: t('pool.refused', outcome) };
    case 'notFound':
      return {
        problem: t(`pool.notFound.${outcome.problem}`, outcome),
        asked: t('pool.asked', { address: documentAddress(outcome.domain) }),
      };
  }
}
