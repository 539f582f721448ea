import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallBar } from '../../calls/view/CallBar.tsx';
import { IncomingCall } from '../../calls/view/IncomingCall.tsx';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import { useValue } from '../../ui/useValue.ts';
import { Announcer } from './Announcer.tsx';
import { ConnectionLost } from './ConnectionLost.tsx';
import { ConversationList } from './ConversationList.tsx';
import { ConversationPane } from './ConversationPane.tsx';
import { PersonDialogs, type PersonDialog } from './PersonDialogs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useLooking } from './useLooking.ts';
import { useRegions } from './useRegions.ts';
import { useChatClient } from './useChatClient.ts';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  panes: {
    flexGrow: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(240px, 320px) minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
  },
  onePane: { gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { minWidth: 0, minHeight: 0, borderRight: `1px solid ${tokens.colorNeutralStroke2}` },
  onlyList: { borderRight: 'none' },
  pane: { minWidth: 0, minHeight: 0 },
  nothing: {
    display: 'flex',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** The signed-in window below its header: the list at the left, the conversation at the right, or one of both. */
export function ConversationsPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const thread = useValue(chatClient.thread);
  const isNarrow = useMediaQuery('(max-width: 640px)');
  const { drafts } = chatClient;
  const [asked, setAsked] = useState<PersonDialog>();
  const page = useRef<HTMLElement>(null);
  const wasShown = useRef<string>(undefined);
  useLooking(chatClient.looks);
  useRegions(page);

  const shown = thread?.peer ?? null;
  useEffect(() => {
    // Coming back from a conversation, the focus returns to where it was opened.
    if (shown === null && wasShown.current !== undefined)
      page.current
        ?.querySelector<HTMLElement>(`[data-peer="${CSS.escape(wasShown.current)}"]`)
        ?.focus();
    wasShown.current = shown ?? undefined;
  }, [shown]);

  const show = (peer: string): void => {
    if (peer === shown) page.current?.querySelector('textarea')?.focus();
    else chatClient.show(peer);
  };

  return (
    <main
      ref={page}
      className={styles.page}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || shown === null) return;
        if (isNarrow) chatClient.show(null);
        else page.current?.querySelector<HTMLElement>('[aria-current=true]')?.focus();
      }}
    >
      <ConnectionLost />
      <CallBar />
      <div className={mergeClasses(styles.panes, isNarrow && styles.onePane)}>
        {!(isNarrow && thread) && (
          <nav
            className={mergeClasses(styles.list, isNarrow && styles.onlyList)}
            aria-label={t('conversations.title')}
          >
            <ConversationList shown={shown} onShow={show} onAsk={setAsked} />
          </nav>
        )}
        {thread ? (
          <div className={styles.pane}>
            <ConversationPane
              key={thread.peer}
              thread={thread}
              drafts={drafts}
              isNarrow={isNarrow}
              onAsk={setAsked}
            />
          </div>
        ) : (
          !isNarrow && (
            <div className={styles.nothing}>
              <EmptyState
                title={t('conversations.choose')}
                detail={t('conversations.chooseDetail')}
              />
            </div>
          )
        )}
      </div>
      {asked && (
        <PersonDialogs
          asked={asked}
          onClose={() => {
            setAsked(undefined);
            // The row or the menu that opened the dialog may have been deleted.
            requestAnimationFrame(() => {
              if (document.activeElement !== document.body) return;
              page.current?.querySelector<HTMLElement>('nav [data-peer], nav input')?.focus();
            });
          }}
        />
      )}
      <Announcer />
      <IncomingCall />
    </main>
  );
}
