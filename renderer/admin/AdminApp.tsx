import { useTranslation } from 'react-i18next';
import type { AdminSession } from '../../contract/admin/session.ts';
import { FaultBoundary } from '../app/FaultBoundary.tsx';
import { Account } from '../webPage/Account.tsx';
import { Frame } from '../webPage/Frame.tsx';
import { LanguageOfPage } from '../webPage/language.tsx';
import { Navigation } from '../webPage/Navigation.tsx';
import { NotOpen, Opening } from '../webPage/NotOpen.tsx';
import { Themed } from '../webPage/Themed.tsx';
import { useSession } from '../webPage/useSession.ts';
import { AccountsPage } from './accounts/AccountsPage.tsx';
import { AdministratorsPage } from './administrators/AdministratorsPage.tsx';
import { ImportPage } from './imports/ImportPage.tsx';
import { ForOthers } from './layout/ForOthers.tsx';
import { ProblemBar } from './layout/ProblemBar.tsx';
import { LogPage } from './log/LogPage.tsx';
import { NumbersPage } from './numbers/NumbersPage.tsx';
import { OrganisationsPage } from './organisations/OrganisationsPage.tsx';
import { mainPages, mayOpen, searchOf } from './place/place.ts';
import { usePlace } from './place/usePlace.ts';
import { ChoosePassword } from './session/ChoosePassword.tsx';
import { Enrolment } from './session/Enrolment.tsx';
import { SessionContext } from './session/sessionContext.ts';
import { SignIn } from './session/SignIn.tsx';
import { useOneTimeLink } from './session/useOneTimeLink.ts';
import { server } from './session/server.ts';

const pageOf = {
  accounts: AccountsPage,
  import: ImportPage,
  organisations: OrganisationsPage,
  numbers: NumbersPage,
  log: LogPage,
  administrators: AdministratorsPage,
} as const;

interface SignedInProps {
  readonly session: AdminSession;
  readonly signOut: () => Promise<boolean>;
  readonly onSignedOut: () => void;
}

function SignedIn({ session: { name, role }, signOut, onSignedOut }: SignedInProps) {
  const { t } = useTranslation();
  const { page } = usePlace();
  const Page = pageOf[page];
  const who = t('admin.who', { name, role: t(`admin.role.${role}`) });
  const current = page === 'import' ? 'accounts' : page;
  const targets = mainPages
    .filter((one) => mayOpen(role, one))
    .map((one) => ({
      to: searchOf({ page: one }),
      name: t(`admin.pages.${one}`),
      isCurrent: one === current,
    }));
  return (
    <SessionContext value={{ onSignedOut, name, role }}>
      <Frame
        title={t('admin.title')}
        skip={t('admin.skip')}
        account={<Account who={who} signOut={signOut} />}
        navigation={<Navigation label={t('admin.pages.label')} groups={[{ targets }]} />}
      >
        {mayOpen(role, page) ? <Page /> : <ForOthers page={page} />}
      </Frame>
    </SessionContext>
  );
}

function Inside() {
  const { t } = useTranslation();
  const { link, forget } = useOneTimeLink();
  const { current, onSignedIn, signOut, askAgain, onSignedOut } = useSession(server);
  if (link?.purpose === 'password') return <ChoosePassword secret={link.secret} />;
  if (link)
    return (
      <Enrolment
        secret={link.secret}
        onSignedIn={(session) => {
          forget();
          onSignedIn(session);
        }}
      />
    );
  switch (current.state) {
    case 'asking':
      return <Opening title={t('admin.title')} />;
    case 'failed':
      return (
        <NotOpen title={t('admin.failed')} onAgain={askAgain}>
          <ProblemBar problem={current.problem} />
        </NotOpen>
      );
    case 'signedOut':
      return <SignIn hasEnded={current.hasEnded} onSignedIn={onSignedIn} />;
    case 'signedIn':
      return <SignedIn session={current.session} signOut={signOut} onSignedOut={onSignedOut} />;
  }
}

/** `/admin/`: an organisation's accounts and policies, set by those who may. */
export function AdminApp() {
  return (
    <Themed>
      <FaultBoundary>
        <LanguageOfPage>
          <Inside />
        </LanguageOfPage>
      </FaultBoundary>
    </Themed>
  );
}
