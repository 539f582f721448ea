import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useCandor, useView } from '../app/useView.ts';
import { useOpening } from '../ui/useOpening.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalXS,
    maxWidth: '68ch',
    marginTop: tokens.spacingVerticalL,
  },
  intro: { color: tokens.colorNeutralForeground2 },
  icon: { marginInlineStart: tokens.spacingHorizontalXS, verticalAlign: 'text-bottom' },
});

/** The link to what was learned from people's data, if the service says that everyone can read it. */
export function WhatItTaught() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const { learned } = useView();
  const [isOpening, begin] = useOpening(() => main.openLearned());
  if (learned === null) return null;
  const { host } = new URL(learned);
  return (
    <div className={styles.root}>
      <Text className={styles.intro}>{t('viewer.learned.intro', { host })}</Text>
      <Link as="button" type="button" aria-busy={isOpening} onClick={begin}>
        {t('viewer.learned.open')}
        <OpenRegular className={styles.icon} aria-hidden />
      </Link>
    </div>
  );
}
