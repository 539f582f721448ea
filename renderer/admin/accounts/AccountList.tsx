import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  accountsAnswer,
  changed,
  type Account,
  type AccountsAnswer,
  type SecretAnswer,
} from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { usePool } from '../answers/usePool.ts';
import { Pager } from '../layout/Pager.tsx';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { ShownPart } from '../layout/ShownPart.tsx';
import { usePages } from '../layout/usePages.ts';
import { usePlace } from '../place/usePlace.ts';
import type { AccountDeed } from './AccountActions.tsx';
import { RemoveAccount, RenameAccount, ResetPassword } from './AccountDialogs.tsx';
import { AccountTable } from './AccountTable.tsx';

const SHOWN = 50;

type Asking = { readonly deed: Exclude<AccountDeed, 'enable'>; readonly account: Account };

interface DialogProps {
  readonly asking: Asking;
  readonly seen: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly onSecret: (secret: SecretAnswer) => void;
}

function AccountDialog({ asking: { deed, account }, onSecret, ...rest }: DialogProps) {
  switch (deed) {
    case 'reset':
      return <ResetPassword account={account} onSecret={onSecret} {...rest} />;
    case 'rename':
      return <RenameAccount account={account} {...rest} />;
    case 'remove':
      return <RemoveAccount account={account} {...rest} />;
  }
}

interface Props {
  /** Another number whenever somebody was added. */
  readonly changes: number;
  readonly onSecret: (secret: SecretAnswer) => void;
}

/** The accounts that the address asks for, a page at a time. */
export function AccountList({ changes, onSecret }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { organisation, search, state } = usePlace();
  const query = new URLSearchParams({ limit: String(SHOWN) });
  for (const [key, value] of Object.entries({ organisation, search, state }))
    if (value !== undefined) query.set(key, value);
  const pages = usePages<string>(query.toString());
  if (pages.at !== undefined) query.set('after', pages.at);
  const { shown, isBusy, again } = usePool(
    `${adminPaths.accounts}?${query.toString()}`,
    accountsAnswer,
  );
  useEffect(() => {
    if (changes > 0) again();
  }, [changes, again]);
  const { problem, run } = useDeed();
  const [asking, setAsking] = useState<Asking>();
  const close = () => {
    setAsking(undefined);
  };
  const enable = async ({ address, enabled }: Account, seen: number) => {
    const body = { seen, enabled: !enabled };
    await run(() => askPool(adminPaths.account(address), changed, { method: 'PATCH', body }));
    again();
  };
  const rangeOf = ({ accounts, total }: AccountsAnswer) =>
    t('admin.accounts.range', {
      from: pages.before * SHOWN + Math.min(1, accounts.length),
      to: pages.before * SHOWN + accounts.length,
      count: total,
    });
  return (
    <Panel title={t('admin.accounts.list')} isBusy={isBusy}>
      <ProblemBar problem={problem} />
      <span id={id} hidden>
        {t('admin.accounts.list')}
      </span>
      <ShownPart shown={shown} again={again} what={t('admin.pages.accounts')}>
        {(answer) => (
          <>
            {answer.accounts.length === 0 ? (
              <EmptyState
                isTold
                title={t('admin.accounts.none')}
                detail={t(
                  (organisation ?? search ?? state)
                    ? 'admin.accounts.noneFound'
                    : 'admin.accounts.noneYet',
                )}
              />
            ) : (
              <AccountTable
                labelledBy={id}
                accounts={answer.accounts}
                onDeed={(deed, account) => {
                  if (deed === 'enable') void enable(account, answer.seen);
                  else setAsking({ deed, account });
                }}
              />
            )}
            <Pager range={rangeOf(answer)} back={pages.back} forth={pages.forth(answer.next)} />
            {asking && (
              <AccountDialog
                asking={asking}
                seen={answer.seen}
                onClose={close}
                onDone={() => {
                  close();
                  again();
                }}
                onSecret={(secret) => {
                  close();
                  onSecret(secret);
                  again();
                }}
              />
            )}
          </>
        )}
      </ShownPart>
    </Panel>
  );
}
