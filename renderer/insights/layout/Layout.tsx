import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { tokenHolder, type Session } from '../../../contract/insights/session.ts';
import { Account } from '../../webPage/Account.tsx';
import { Frame } from '../../webPage/Frame.tsx';
import { Navigation } from './Navigation.tsx';

interface Props {
  readonly session: Session;
  readonly signOut: () => Promise<boolean>;
  readonly children: ReactNode;
}

/** The frame of every page: who is signed in, and the navigation. */
export function Layout({ session: { name }, signOut, children }: Props) {
  const { t } = useTranslation();
  const who =
    name === tokenHolder
      ? t('insights.account.tokenHolder')
      : t('webPage.account.signedInAs', { name });
  return (
    <Frame
      title={t('insights.title')}
      skip={t('insights.skip')}
      account={<Account who={who} signOut={signOut} />}
      navigation={<Navigation />}
    >
      {children}
    </Frame>
  );
}
