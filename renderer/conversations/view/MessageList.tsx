import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkPart } from './links.ts';
import { RowView } from './RowView.tsx';
import { rowsOf } from './rows.ts';
import { useStickToEnd } from './useStayAtEnd.ts';
import type { ThreadState } from '../state/thread.ts';
import { useChatClient } from './useChatClient.ts';

/** How close to its oldest row a list requests older ones. */
const NEARLY_OLDEST = 20;
/** A bubble of one line, in pixels: a row's estimated height until it is rendered. */
const ROW_HEIGHT = 44;

const useStyles = makeStyles({
  root: { position: 'relative', flexGrow: 1, minHeight: 0 },
  scroller: {
    height: '100%',
    overflowY: 'auto',
    overflowAnchor: 'none',
    boxSizing: 'border-box',
    paddingInline: tokens.spacingHorizontalXXL,
    '@media (max-width: 480px)': { paddingInline: tokens.spacingHorizontalM },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  content: { position: 'relative', minHeight: '100%' },
  row: { position: 'absolute', top: 0, insetInline: 0 },
  newest: {
    position: 'absolute',
    insetInlineEnd: tokens.spacingHorizontalXXL,
    bottom: tokens.spacingVerticalM,
    boxShadow: tokens.shadow8,
  },
});

interface Props {
  readonly thread: ThreadState;
  readonly name: string;
  /** Whether the person may not know who it is. */
  readonly isStranger: boolean;
  readonly onLink: (link: LinkPart) => void;
}

/** The messages, of which only those in view are rendered; opens at the first unread one, else at the newest. */
export function MessageList({ thread, name, isStranger, onLink }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const rows = useMemo(
    () => rowsOf(thread.messages, thread.firstUnread, isStranger && !thread.hasOlder),
    [thread.messages, thread.firstUnread, thread.hasOlder, isStranger],
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- it is not memoized, nor handed on
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
    paddingEnd: 16,
    onChange: (now) => {
      setAtEnd(now.isAtEnd(ROW_HEIGHT));
      if (now.range && now.range.startIndex < NEARLY_OLDEST) void chatClient.thread.readOlder();
    },
  });

  const unreadAt = useRef(rows.findIndex(({ kind }) => kind === 'unread'));
  useLayoutEffect(() => {
    if (unreadAt.current >= 0) virtualizer.scrollToIndex(unreadAt.current, { align: 'start' });
    else virtualizer.scrollToEnd();
  }, [virtualizer]);
  useStickToEnd(scroller, isAtEnd, virtualizer.scrollToEnd);
  useEffect(() => {
    if (virtualizer.isAtEnd(ROW_HEIGHT)) chatClient.thread.trim();
  }, [virtualizer, chatClient, rows]);

  return (
    <div className={styles.root}>
      <div
        ref={scroller}
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('conversations.messages', { name })}
      >
        <div className={styles.content} role="list" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  className={styles.row}
                  role="listitem"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <RowView row={row} onLink={onLink} />
                </div>
              )
            );
          })}
        </div>
      </div>
      {!isAtEnd && (
        <Button
          className={styles.newest}
          icon={<ArrowDownRegular />}
          shape="circular"
          onClick={() => {
            virtualizer.scrollToEnd();
          }}
        >
          {t('conversations.newest')}
        </Button>
      )}
    </div>
  );
}
