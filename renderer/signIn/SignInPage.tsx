import { makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../app/useView.ts';
import { useChatClient } from '../conversations/view/useChatClient.ts';
import { LockReason } from '../options/LockReason.tsx';
import { CandorMark } from '../ui/CandorMark.tsx';
import { useValue } from '../ui/useValue.ts';
import { PoolChoice } from './PoolChoice.tsx';
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
  title: { margin: 0, textAlign: 'center' },
  detail: { maxWidth: '560px', color: tokens.colorNeutralForeground2 },
  lock: { maxWidth: '560px', marginTop: tokens.spacingVerticalM },
});

/** Where the person signs in; asks for the pool if none is set, unless a policy decides. */
export function SignInPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { poolNaming } = useView();
  const start = useValue(useChatClient().start);
  const [isChanging, setIsChanging] = useState(false);
  const [heading, reason] = [useId(), useId()];
  if (start === null) return null;
  const { poolUrl } = start;
  const isTheirs = poolNaming.by === 'person' || poolNaming.by === 'nobody';
  const [title, detail] =
    poolUrl === null
      ? isTheirs
        ? [t('pool.title'), t('pool.detail')]
        : [t('signIn.noPool'), t('signIn.noPoolDetail')]
      : isTheirs && isChanging
        ? [t('pool.changing'), t('pool.detail')]
        : [t('signIn.title'), t('signIn.detail')];
  const backToSignIn = () => {
    setIsChanging(false);
  };
  return (
    <section className={styles.page} aria-labelledby={heading}>
      <CandorMark size={56} className={styles.mark} />
      <Title3 as="h2" id={heading} className={styles.title}>
        {title}
      </Title3>
      <Text align="center" className={styles.detail}>
        {detail}
      </Text>
      {isTheirs && (poolUrl === null || isChanging) ? (
        <PoolChoice start={start} onBack={poolUrl === null ? null : backToSignIn} />
      ) : (
        poolUrl !== null && (
          <SignInForm
            key={start.account}
            start={start}
            poolUrl={poolUrl}
            labelledBy={heading}
            onChangePool={() => {
              setIsChanging(true);
            }}
          />
        )
      )}
      {poolUrl === null && poolNaming.by === 'policy' && (
        <LockReason id={reason} lock={poolNaming.lock} className={styles.lock} />
      )}
    </section>
  );
}
