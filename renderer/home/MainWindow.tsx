import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { AccountMenu } from '../conversations/view/AccountMenu.tsx';
import { ConversationsPage } from '../conversations/view/ConversationsPage.tsx';
import type { ChatClient } from '../conversations/state/chatClient.ts';
import { ChatClientContext } from '../conversations/view/useChatClient.ts';
import { OptionsDialog } from '../options/OptionsDialog.tsx';
import { useOptionsOpen } from '../options/useOptionsOpen.ts';
import { SignInPage } from '../signIn/SignInPage.tsx';
import { useValue } from '../ui/useValue.ts';
import { Collected } from './Collected.tsx';
import { DecisionAnnouncer } from './DecisionAnnouncer.tsx';
import { Header } from './Header.tsx';
import { ErasureNotice } from '../viewer/ErasureNotice.tsx';
import { Warnings } from './Warnings.tsx';

const useStyles = makeStyles({
  window: {
    height: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  // The page scrolls below the header, not the document: a dialog then covers the scroll bar too.
  scroller: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  page: {
    boxSizing: 'border-box',
    maxWidth: '1040px',
    marginInline: 'auto',
    padding: tokens.spacingHorizontalXXL,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
});

export function MainWindow({ chatClient }: { chatClient: ChatClient }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const options = useOptionsOpen();
  const isSignedIn = useValue(chatClient.session) !== null;
  return (
    <ChatClientContext value={chatClient}>
      <div className={styles.window}>
        <title>{t('main.title')}</title>
        <DecisionAnnouncer />
        <Header onOptions={options.open}>{isSignedIn && <AccountMenu />}</Header>
        {isSignedIn ? (
          <>
            <Warnings />
            <ErasureNotice />
            <ConversationsPage />
          </>
        ) : (
          <main className={styles.scroller}>
            <div className={styles.page}>
              <Warnings />
              <ErasureNotice />
              <SignInPage />
              <Collected />
            </div>
          </main>
        )}
        <OptionsDialog
          times={options.times}
          page={options.page}
          isOpen={options.isOpen}
          onClose={options.close}
        />
      </div>
    </ChatClientContext>
  );
}
