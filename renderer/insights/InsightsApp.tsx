import { useTranslation } from 'react-i18next';
import { FaultBoundary } from '../app/FaultBoundary.tsx';
import { AlertsPage } from './alerts/AlertsPage.tsx';
import { ProblemNote } from './figure/ProblemNote.tsx';
import { LanguageOfPage } from '../webPage/language.tsx';
import { Layout } from './layout/Layout.tsx';
import { MadeUpBar } from './layout/MadeUpBar.tsx';
import { NotOpen, Opening } from '../webPage/NotOpen.tsx';
import { Themed } from '../webPage/Themed.tsx';
import { useSession } from '../webPage/useSession.ts';
import { AccessLogPage } from './officer/AccessLogPage.tsx';
import { RightsPage } from './officer/RightsPage.tsx';
import { SettingsPage } from './officer/SettingsPage.tsx';
import { AudiencePage } from './pages/AudiencePage.tsx';
import { ErrorsPage } from './pages/ErrorsPage.tsx';
import { OverviewPage } from './pages/OverviewPage.tsx';
import { ReleasesPage } from './pages/ReleasesPage.tsx';
import { SigningInPage } from './pages/SigningInPage.tsx';
import { StabilityPage } from './pages/StabilityPage.tsx';
import { UsePage } from './pages/UsePage.tsx';
import { HereContext, useAddress } from './place/usePlace.ts';
import { ForOthers } from './session/ForOthers.tsx';
import { homeFor, mayOpen } from './session/mayOpen.ts';
import { SignIn } from './session/SignIn.tsx';
import { server } from './session/server.ts';
import { SessionContext } from './session/sessionContext.ts';

const pageOf = {
  accessLog: AccessLogPage,
  rights: RightsPage,
  settings: SettingsPage,
  overview: OverviewPage,
  audience: AudiencePage,
  signingIn: SigningInPage,
  use: UsePage,
  stability: StabilityPage,
  errors: ErrorsPage,
  releases: ReleasesPage,
  alerts: AlertsPage,
} as const;

function Inside() {
  const { t } = useTranslation();
  const here = useAddress();
  const { current, onSignedIn, signOut, askAgain, onSignedOut } = useSession(server);
  const signIn = async (token: string) => {
    const asked = await server.begin(token);
    if (!asked.ok) return asked.problem;
    onSignedIn(asked.value);
    return undefined;
  };
  switch (current.state) {
    case 'asking':
      return <Opening title={t('insights.title')} />;
    case 'failed':
      return (
        <NotOpen title={t('insights.problem.title')} onAgain={askAgain}>
          <ProblemNote problem={current.problem} />
        </NotOpen>
      );
    case 'signedOut':
      return <SignIn hasEnded={current.hasEnded} signIn={signIn} />;
    case 'signedIn': {
      const { session } = current;
      const { roles } = session;
      const page = homeFor(roles, here.page);
      const Page = pageOf[page];
      return (
        <SessionContext value={{ onSignedOut, roles }}>
          <HereContext value={{ ...here, page }}>
            <Layout session={session} signOut={signOut}>
              {mayOpen(roles, page) ? <Page /> : <ForOthers />}
            </Layout>
          </HereContext>
        </SessionContext>
      );
    }
  }
}

/** `/insights/`: the collected data, for readers with a role. */
export function InsightsApp() {
  return (
    <Themed>
      <FaultBoundary>
        <LanguageOfPage>
          <MadeUpBar />
          <Inside />
        </LanguageOfPage>
      </FaultBoundary>
    </Themed>
  );
}
