import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCandor } from '../../app/useView.ts';
import { useValue } from '../../ui/useValue.ts';
import { isAtCall } from '../../calls/view/useCallFocus.ts';
import { Composer } from './Composer.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { entryOf } from '../state/entries.ts';
import { isPlain, type LinkPart } from './links.ts';
import { MessageList } from './MessageList.tsx';
import { OpenLink } from './OpenLink.tsx';
import { PaneHeader } from './PaneHeader.tsx';
import type { PersonDialog } from './PersonDialogs.tsx';
import type { ThreadState } from '../state/thread.ts';
import { useDroppedLink } from './useDroppedLink.ts';
import { useChatClient } from './useChatClient.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minWidth: 0,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  middle: { flexGrow: 1, display: 'flex', alignItems: 'center', justifyContent: 'center' },
});

interface Props {
  readonly thread: ThreadState;
  readonly drafts: Map<string, string>;
  readonly isNarrow: boolean;
  readonly onAsk: (dialog: PersonDialog) => void;
}

export function ConversationPane({ thread, drafts, isNarrow, onAsk }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const chatClient = useChatClient();
  const { peer, reading, problem, messages } = thread;
  const entry = entryOf(useValue(chatClient.roster), peer, t);
  const [asked, setAsked] = useState<LinkPart>();
  const input = useRef<HTMLTextAreaElement>(null);
  const droppedLink = useDroppedLink(input);
  const { name } = entry;

  useEffect(() => {
    if (!isAtCall()) input.current?.focus();
  }, []);

  const onLink = useCallback(
    (link: LinkPart) => {
      if (isPlain(link)) void main.openLink({ url: link.url });
      else setAsked(link);
    },
    [main, setAsked],
  );

  return (
    <section className={styles.root} aria-label={name} {...droppedLink}>
      <PaneHeader entry={entry} isNarrow={isNarrow} onAsk={onAsk} />
      {reading === 'first' && (
        <div className={styles.middle}>
          <Spinner label={t('conversations.loading')} />
        </div>
      )}
      {problem !== null && messages.length === 0 && (
        <EmptyState
          title={t('conversations.loadFailed', { problem })}
          action={t('conversations.reload')}
          onAction={() => {
            chatClient.show(peer);
          }}
        />
      )}
      {reading !== 'first' && problem === null && messages.length === 0 && (
        <EmptyState
          title={t('conversations.noMessages', { name })}
          detail={t('conversations.noMessagesDetail')}
        />
      )}
      {reading !== 'first' && messages.length > 0 && (
        <MessageList thread={thread} name={name} isStranger={entry.isStranger} onLink={onLink} />
      )}
      <Composer peer={peer} name={name} drafts={drafts} input={input} />
      {asked && (
        <OpenLink
          link={asked}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
    </section>
  );
}
