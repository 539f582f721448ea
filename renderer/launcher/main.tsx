import { FluentProvider } from '@fluentui/react-components';
import { StrictMode, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { speakWithoutEval } from '../../contract/meetings.ts';
import { createTexts, resolveLanguage } from '../../contract/text/index.ts';
import { FaultBoundary } from '../app/FaultBoundary.tsx';
import { MeetingPage } from '../meeting/view/MeetingPage.tsx';
import { MeetingHostContext } from '../meeting/state/meetingHost.ts';
import { dark, light } from '../app/theme.ts';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { createBrowserMeetingHost } from './browserMeetingHost.ts';

/** What the client's windows get from the main process, a page in a browser has to find out by itself. */
function Page({ children }: { children: ReactNode }) {
  const isDark = useMediaQuery('(prefers-color-scheme: dark)');
  const [texts] = useState(() => createTexts(resolveLanguage('system', navigator.languages)));
  return (
    <FluentProvider theme={isDark ? dark : light}>
      <FaultBoundary>
        <I18nextProvider i18n={texts}>{children}</I18nextProvider>
      </FaultBoundary>
    </FluentProvider>
  );
}

speakWithoutEval();
const root = document.getElementById('root');
if (!root) throw new Error('meeting.html has no #root');
document.documentElement.lang = resolveLanguage('system', navigator.languages);
createRoot(root).render(
  <StrictMode>
    <Page>
      <MeetingHostContext value={createBrowserMeetingHost(location)}>
        <MeetingPage />
      </MeetingHostContext>
    </Page>
  </StrictMode>,
);
