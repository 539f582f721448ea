import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { categories, type Category } from '../../contract/catalogue.ts';
import { unseen } from '../unseen.ts';
import { useView } from '../useView.ts';

// Where the body ends, it would be one pixel to scroll to.
const useStyles = makeStyles({ unseen: { ...unseen, top: 0, left: 0 } });

/** Below the body, and marked so, it is the one thing that Fluent's dialogs don't hide from screen readers. */
const neverHidden = { 'data-tabster-never-hide': '' };

/** Tells screen readers which categories were turned on or off last, by whomever, wherever the person is. */
export function DecisionAnnouncer() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { decisions } = useView();
  const [known, setKnown] = useState(decisions);
  const [changed, setChanged] = useState<readonly Category[]>([]);
  if (known !== decisions) {
    const now = categories.filter((it) => known[it].allowed !== decisions[it].allowed);
    setKnown(decisions);
    if (now.length > 0) setChanged(now);
  }
  return createPortal(
    <div className={styles.unseen} role="status" {...neverHidden}>
      {changed.map((category) => (
        <p key={category}>
          {t(decisions[category].allowed ? 'decision.nowOn' : 'decision.nowOff', {
            category: t(`category.${category}.name`),
          })}
        </p>
      ))}
    </div>,
    document.body,
  );
}
