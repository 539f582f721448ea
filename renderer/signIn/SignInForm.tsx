import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignIn } from '../../contract/conversations.ts';
import { TextField } from '../ui/TextField.tsx';
import { useChatClient } from '../conversations/view/useChatClient.ts';
import { readableAccount } from '../../contract/sipAddress.ts';
import { readAccount } from '../sip/address.ts';
import { useValue } from '../ui/useValue.ts';
import { problemsOf, type DraftProblems, type SignInDraft } from './signInDraft.ts';
import { PoolNote } from './PoolNote.tsx';
import { SignInChoices } from './SignInChoices.tsx';
import { SignInTrouble } from './SignInTrouble.tsx';
import { useCardStyles } from './useCardStyles.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', columnGap: tokens.spacingHorizontalS },
  submit: { flexGrow: 1 },
});

interface Props {
  readonly start: SignIn;
  readonly poolUrl: string;
  readonly labelledBy: string;
  /** The person wants another pool. */
  readonly onChangePool: () => void;
}

export function SignInForm({ start, poolUrl, labelledBy, onChangePool }: Props) {
  const { card } = useCardStyles();
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const connection = useValue(chatClient.connection);
  const isBusy = connection.name !== 'signedOut';
  const [draft, setDraft] = useState<SignInDraft>({
    account: readableAccount(start.account ?? ''),
    password: start.password ?? '',
    remember: start.remember && start.canRemember,
    automatic: start.automatic && start.canRemember,
  });
  const [problems, setProblems] = useState<DraftProblems>({});
  const account = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  const change = (changed: Partial<SignInDraft>): void => {
    setDraft({ ...draft, ...changed });
    setProblems({});
  };

  const submit = (): void => {
    if (isBusy) return;
    const found = problemsOf(draft);
    setProblems(found);
    if (found.account) account.current?.focus();
    else if (found.password) password.current?.focus();
    const address = readAccount(draft.account);
    if (found.account || found.password || !address.ok) return;
    chatClient.signIn({ ...draft, account: address.value });
  };

  const isKnown = start.account !== null;
  useEffect(() => {
    // If the focus has moved elsewhere, as into a dialog, it stays there.
    if (document.activeElement === document.body) (isKnown ? password : account).current?.focus();
  }, [isKnown]);

  const failed = connection.name === 'signedOut' ? connection.failure : null;
  useEffect(() => {
    if (failed?.kind === 'credentials') password.current?.select();
  }, [failed]);

  return (
    <form
      className={card}
      aria-labelledby={labelledBy}
      aria-busy={isBusy}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SignInTrouble poolUrl={poolUrl} />
      <TextField
        label={t('signIn.account')}
        problem={problems.account && t(`signIn.problem.${problems.account}`)}
        input={account}
        value={draft.account}
        placeholder={t('signIn.accountExample')}
        autoComplete="username"
        isAddress
        readOnly={isBusy}
        onChange={(value) => {
          change({ account: value });
        }}
      />
      <TextField
        label={t('signIn.password')}
        problem={problems.password && t(`signIn.problem.${problems.password}`)}
        input={password}
        value={draft.password}
        type="password"
        autoComplete="current-password"
        readOnly={isBusy}
        onChange={(value) => {
          change({ password: value });
        }}
      />
      <SignInChoices
        canRemember={start.canRemember}
        draft={draft}
        isBusy={isBusy}
        onChange={change}
      />
      <SignInActions isBusy={isBusy} />
      <PoolNote poolUrl={poolUrl} isBusy={isBusy} onChange={onChangePool} />
    </form>
  );
}

function SignInActions({ isBusy }: { isBusy: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const chatClient = useChatClient();
  return (
    <div className={styles.actions}>
      <Button
        className={styles.submit}
        appearance="primary"
        type="submit"
        disabledFocusable={isBusy}
        {...(isBusy ? { icon: <Spinner size="tiny" /> } : {})}
      >
        {t(isBusy ? 'signIn.signingIn' : 'signIn.submit')}
      </Button>
      {isBusy && <Button onClick={chatClient.cancel}>{t('signIn.cancel')}</Button>}
    </div>
  );
}
