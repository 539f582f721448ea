import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categories, type Category } from '../../contract/datum.ts';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { useView } from '../app/useView.ts';

/** Announces to screen readers which categories were last turned on or off, by anyone. */
export function DecisionAnnouncer() {
  const { t } = useTranslation();
  const { decisions } = useView();
  const [known, setKnown] = useState(decisions);
  const [changed, setChanged] = useState<readonly Category[]>([]);
  if (known !== decisions) {
    const now = categories.filter((it) => known[it].allowed !== decisions[it].allowed);
    setKnown(decisions);
    if (now.length > 0) setChanged(now);
  }
  return (
    <LiveRegion role="status">
      {changed.map((category) => (
        <p key={category}>
          {t(decisions[category].allowed ? 'decision.nowOn' : 'decision.nowOff', {
            category: t(`category.${category}.name`),
          })}
        </p>
      ))}
    </LiveRegion>
  );
}
