import { useTranslation } from 'react-i18next';
import type { ServiceSettings } from '../../../contract/insights/serviceSettings.ts';
import { Confirmation } from '../../ui/Confirmation.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useWords } from '../figure/useWords.ts';

const DAY_MS = 86_400_000;

export type KeptDays = Pick<ServiceSettings, 'recordDays' | 'errorDays'>;

interface Props {
  readonly was: KeptDays;
  readonly days: KeptDays;
  /** When it was asked, from which the days are counted back. */
  readonly askedAtMs: number;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before records are deleted that were to be kept longer, and says which. */
export function Shorten({ was, days, askedAtMs, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  useFocusReturn();
  const gone = (['recordDays', 'errorDays'] as const)
    .filter((name) => days[name] < was[name])
    .map((name) => {
      const last = new Date(askedAtMs - days[name] * DAY_MS).toISOString().slice(0, 10);
      return t(`insights.settings.shortens.${name}`, { day: words.day(last) });
    });
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
