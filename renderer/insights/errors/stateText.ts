import type { TFunction } from 'i18next';
import type { ErrorState } from '../../../contract/insights/errorState.ts';

/** A group's state in a few words. */
export function stateText(t: TFunction, { state, version, metAgainIn }: ErrorState): string {
  if (metAgainIn !== null) return t('insights.errors.state.again', { version: metAgainIn });
  return state === 'resolved'
    ? t('insights.errors.state.resolved', { version: version ?? '' })
    : t(`insights.errors.state.${state}`);
}
