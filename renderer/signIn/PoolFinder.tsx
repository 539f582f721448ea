import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { readAccount } from '../sip/address.ts';
import { TextField } from '../ui/TextField.tsx';
import { documentAddress } from './poolOutcomeText.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  asks: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

interface Props {
  readonly account: string;
  readonly isFinding: boolean;
  readonly isBusy: boolean;
  /** The problem, if it failed. */
  readonly trouble: ReactElement | null;
  readonly onAccount: (account: string) => void;
  readonly onFind: (account: string) => void;
}

const domainOf = (account: string): string => account.slice(account.lastIndexOf('@') + 1);

/** Asks the account's domain for its pool, and says beforehand what is asked. */
export function PoolFinder({ account, isFinding, isBusy, trouble, onAccount, onFind }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<'noAccount' | 'notAddress' | null>(null);
  const read = readAccount(account);
  const domain = read.ok ? domainOf(read.value) : null;
  useEffect(() => {
    // If the focus has moved elsewhere, as into a dialog, it stays there.
    if (document.activeElement === document.body) input.current?.focus();
  }, []);

  const submit = (): void => {
    if (isBusy) return;
    if (read.ok) {
      onFind(read.value);
      return;
    }
    setProblem(account.trim() === '' ? 'noAccount' : 'notAddress');
    input.current?.focus();
  };

  return (
    <form
      className={styles.form}
      aria-label={t('pool.find')}
      aria-busy={isFinding}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('signIn.account')}
        problem={problem === null ? undefined : t(`signIn.problem.${problem}`)}
        input={input}
        value={account}
        placeholder={t('signIn.accountExample')}
        autoComplete="username"
        isAddress
        readOnly={isBusy}
        onChange={(value) => {
          setProblem(null);
          onAccount(value);
        }}
      />
      <Button
        appearance="primary"
        type="submit"
        disabledFocusable={isBusy}
        {...(isFinding ? { icon: <Spinner size="tiny" /> } : {})}
      >
        {isFinding && domain !== null ? t('pool.finding', { domain }) : t('pool.find')}
      </Button>
      {trouble ?? (
        <Caption1 className={styles.asks}>
          {domain === null
            ? t('pool.asksSome')
            : t('pool.asks', { address: documentAddress(domain) })}
        </Caption1>
      )}
    </form>
  );
}
