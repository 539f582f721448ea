import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { LanguageChoiceMenu } from './LanguageChoiceMenu.tsx';

const useStyles = makeStyles({
  account: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    '@media print': { display: 'none' },
  },
  who: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface Props {
  /** Who is signed in, in words. */
  readonly who: string;
  /** @returns whether that failed. */
  readonly signOut: () => Promise<boolean>;
}

/** Who is signed in, in which language the page speaks, and the way out. */
export function Account({ who, signOut }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [problem, setProblem] = useState('');
  return (
    <div className={styles.account}>
      <LanguageChoiceMenu />
      <Text size={200} className={styles.who}>
        {who}
      </Text>
      <Button
        size="small"
        icon={<SignOutRegular />}
        onClick={() => {
          void signOut().then((hasFailed) => {
            if (hasFailed) setProblem(t('webPage.account.failed'));
          });
        }}
      >
        {t('webPage.account.signOut')}
      </Button>
      <LiveRegion role="status">{problem}</LiveRegion>
      {problem !== '' && <Text size={200}>{problem}</Text>}
    </div>
  );
}
