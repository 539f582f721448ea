import { makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CandorMark } from '../ui/CandorMark.tsx';
import { useChatClient } from '../conversations/view/useChatClient.ts';
import { useValue } from '../ui/useValue.ts';
import { SignInForm } from './SignInForm.tsx';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    paddingBlock: tokens.spacingVerticalXXL,
    marginBottom: tokens.spacingVerticalXL,
  },
  mark: { color: tokens.colorBrandForeground1, marginBottom: tokens.spacingVerticalM },
  title: { margin: 0 },
  detail: { maxWidth: '560px', color: tokens.colorNeutralForeground2 },
});

/** Where the person signs in; says how to set a pool where none is. */
export function SignInPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const start = useValue(useChatClient().start);
  const heading = useId();
  if (start === null) return null;
  const { poolUrl } = start;
  return (
    <section className={styles.page} aria-labelledby={heading}>
      <CandorMark size={56} className={styles.mark} />
      <Title3 as="h2" id={heading} className={styles.title}>
        {t(poolUrl === null ? 'signIn.noPool' : 'signIn.title')}
      </Title3>
      <Text align="center" className={styles.detail}>
        {t(poolUrl === null ? 'signIn.noPoolDetail' : 'signIn.detail')}
      </Text>
      {poolUrl !== null && (
        <SignInForm key={start.account} start={start} poolUrl={poolUrl} labelledBy={heading} />
      )}
    </section>
  );
}
