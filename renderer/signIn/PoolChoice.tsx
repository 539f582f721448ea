import { Button, Divider } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignIn } from '../../contract/conversations.ts';
import type { PoolOutcome } from '../../contract/poolCalls.ts';
import { readableAccount } from '../../contract/sipAddress.ts';
import { withoutTrailingSlashes } from '../../contract/trailingSlashes.ts';
import { useCandor } from '../app/useView.ts';
import { readAccount } from '../sip/address.ts';
import { errorMessage } from '../ui/errorMessage.ts';
import { PoolFinder } from './PoolFinder.tsx';
import { PoolTrouble } from './PoolTrouble.tsx';
import { PoolTyped } from './PoolTyped.tsx';
import { poolOutcomeText } from './poolOutcomeText.ts';
import { useCardStyles } from './useCardStyles.ts';

interface Props {
  readonly start: SignIn;
  /** Back to signing in; null if there is no pool yet to sign in to. */
  readonly onBack: (() => void) | null;
}

/** Where the person sets the pool. Setting one makes the main process reload this page. */
export function PoolChoice({ start, onBack }: Props) {
  const { card } = useCardStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const [account, setAccount] = useState(readableAccount(start.account ?? ''));
  const [busy, setBusy] = useState<'find' | 'use' | null>(null);
  const [outcome, setOutcome] = useState<PoolOutcome | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  /** Which of the two was used. */
  const [asked, setAsked] = useState<'find' | 'use'>('find');

  const ask = async (what: 'find' | 'use', answer: () => Promise<PoolOutcome>): Promise<void> => {
    setBusy(what);
    setAsked(what);
    setOutcome(null);
    setFailure(null);
    try {
      const came = await answer();
      setOutcome(came);
      if (came.kind === 'used') onBack?.();
    } catch (error) {
      setFailure(errorMessage(error));
    }
    setBusy(null);
  };
  const clear = (): void => {
    setOutcome(null);
    setFailure(null);
  };

  const told =
    failure === null
      ? outcome && poolOutcomeText(t, outcome)
      : { problem: t('pool.failed', { problem: failure }) };
  const trouble = told && <PoolTrouble {...told} />;
  const read = readAccount(account);
  return (
    <div className={card}>
      <PoolFinder
        account={account}
        isFinding={busy === 'find'}
        isBusy={busy !== null}
        trouble={asked === 'find' ? trouble : null}
        onAccount={(value) => {
          setAccount(value);
          clear();
        }}
        onFind={(asked) => void ask('find', () => main.findPool({ account: asked }))}
      />
      <Divider>{t('pool.or')}</Divider>
      <PoolTyped
        address={withoutTrailingSlashes((start.poolUrl ?? '').replace(/^ws/, 'http'))}
        problem={outcome?.kind === 'mistyped' ? outcome.problem : null}
        isBusy={busy !== null}
        trouble={asked === 'use' ? trouble : null}
        onChange={clear}
        onUse={(address) =>
          void ask('use', () => main.usePool({ address, account: read.ok ? read.value : null }))
        }
      />
      {onBack && (
        <Button appearance="subtle" disabledFocusable={busy !== null} onClick={onBack}>
          {t('pool.back')}
        </Button>
      )}
    </div>
  );
}
