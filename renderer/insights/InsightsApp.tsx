import { Button, makeStyles, Spinner, Title3, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { FaultBoundary } from '../app/FaultBoundary.tsx';
import { AlertsPage } from './alerts/AlertsPage.tsx';
import { ProblemNote } from './figure/ProblemNote.tsx';
import { LanguageOfPage } from '../webPage/language.tsx';
import { Layout } from './layout/Layout.tsx';
import { MadeUpBar } from './layout/MadeUpBar.tsx';
import { Themed } from '../webPage/Themed.tsx';
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
import { SessionContext, useSession } from './session/useSession.ts';

const useStyles = makeStyles({
  alone: {
    minHeight: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    boxSizing: 'border-box',
    textAlign: 'center',
  },
  title: { margin: 0 },
});

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
  const styles = useStyles();
  const { t } = useTranslation();
  const here = useAddress();
  const { current, signIn, signOut, askAgain, onSignedOut } = useSession();
  switch (current.state) {
    case 'asking':
      return (
        <main className={styles.alone}>
          <Spinner label={t('webPage.loading', { what: t('insights.title') })} />
        </main>
      );
    case 'failed':
      return (
        <main className={styles.alone}>
          <Title3 as="h1" className={styles.title}>
            {t('insights.problem.title')}
          </Title3>
          <ProblemNote problem={current.problem} />
          <Button onClick={askAgain}>{t('webPage.again')}</Button>
        </main>
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
