import {
  Badge,
  Caption1,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { durationOf, keptKeyOf } from '../../calls/view/callTexts.ts';
import { useView } from '../../app/useView.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { ownLine } from '../../ui/ownLine.ts';
import type { Entry } from '../state/entries.ts';
import type { RowMenuPlace } from './RowMenu.tsx';
import { shortTime } from './times.ts';

const useStyles = makeStyles({
  row: {
    boxSizing: 'border-box',
    width: '100%',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gridTemplateRows: 'auto auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    backgroundColor: 'transparent',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusLarge,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  shown: {
    backgroundColor: tokens.colorBrandBackground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  avatar: { gridRow: 'span 2' },
  name: { alignSelf: 'end' },
  time: { alignSelf: 'end', color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  preview: { alignSelf: 'start', color: tokens.colorNeutralForeground2 },
  ownLine,
  unread: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  end: { alignSelf: 'start', justifySelf: 'end', display: 'flex', alignItems: 'center' },
  failed: { color: tokens.colorStatusDangerForeground1, fontSize: '16px' },
});

interface Props {
  readonly entry: Entry;
  readonly isShown: boolean;
  readonly onShow: (peer: string) => void;
  /** The person opens its context menu at this position, in pixels of the window. */
  readonly onMenu: (place: RowMenuPlace) => void;
  readonly onDelete: (peer: string) => void;
}

export function ConversationRow({ entry, isShown, onShow, onMenu, onDelete }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const { peer, name, address, unread, last } = entry;
  const isUnread = unread > 0 && styles.unread;
  const text = last?.text.replace(/\s+/g, ' ') ?? (name === address ? '' : address);
  const isOwnText = last !== null && !last.call && last.delivery !== 'received';
  return (
    <button
      type="button"
      data-peer={peer}
      title={name === address ? undefined : address}
      className={mergeClasses(styles.row, isShown && styles.shown)}
      aria-current={isShown ? 'true' : undefined}
      onClick={() => {
        onShow(peer);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        const { currentTarget: row, clientX: x, clientY: y } = event;
        onMenu({ entry, row, x, y });
      }}
      onKeyDown={({ key, repeat }) => {
        if (key === 'Delete' && !repeat && last) onDelete(peer);
      }}
    >
      <PersonAvatar className={styles.avatar} name={name} peer={peer} size={40} />
      <Text dir="auto" className={mergeClasses(styles.name, styles.ownLine, isUnread)}>
        {name}
      </Text>
      <Caption1 className={styles.time}>
        {last && <time dateTime={last.at}>{shortTime(last.at, new Date(), language)}</time>}
      </Caption1>
      <Caption1 dir="auto" className={mergeClasses(styles.preview, styles.ownLine, isUnread)}>
        {last?.call &&
          t(`calls.kept.${keptKeyOf(last.call)}`, { duration: durationOf(last.call.seconds) })}
        {isOwnText ? t('conversations.you', { text }) : text}
      </Caption1>
      <span className={styles.end}>
        {last?.delivery === 'failed' && (
          <ErrorCircleRegular className={styles.failed} aria-hidden />
        )}
        {unread > 0 && (
          <Badge
            appearance="filled"
            color="brand"
            aria-label={t('conversations.unread', { number: unread })}
          >
            {unread > 99 ? '99+' : unread}
          </Badge>
        )}
      </span>
    </button>
  );
}
