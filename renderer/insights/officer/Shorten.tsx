import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceSettings } from '../../../contract/insights/serviceSettings.ts';
import { Confirmation } from '../../ui/Confirmation.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useWords } from '../figure/useWords.ts';
import { addDays, dayOf } from '../place/place.ts';

export type KeptDays = Pick<ServiceSettings, 'recordDays' | 'errorDays'>;

interface Props {
  readonly was: KeptDays;
  readonly days: KeptDays;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before records are deleted that were to be kept longer, and says which. */
export function Shorten({ was, days, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [today] = useState(() => dayOf(Date.now()));
  useFocusReturn();
  const gone = (['recordDays', 'errorDays'] as const)
    .filter((name) => days[name] < was[name])
    .map((name) =>
      t(`insights.settings.shortens.${name}`, { day: words.day(addDays(today, -days[name])) }),
    );
  return (
    <Confirmation
      title={t('insights.settings.shortenTitle')}
      detail={[...gone, t('insights.settings.shortenForGood')].join(' ')}
      confirm={t('insights.settings.shorten')}
      cancel={t('viewer.actions.cancel')}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
