import {
  Button,
  Caption1,
  Input,
  makeStyles,
  Text,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular, SendFilled } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_CHAT } from '../../../contract/meetingLimits.ts';
import { useValue } from '../../ui/useValue.ts';
import { useMeetingHost } from '../state/meetingHost.ts';
import type { PendingMessage } from '../state/roomChat.ts';
import type { MeetingSession } from '../state/meetingSession.ts';

const useStyles = makeStyles({
  root: { height: '100%', display: 'flex', flexDirection: 'column' },
  scroller: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
  detail: { color: tokens.colorNeutralForeground3 },
  lost: { color: tokens.colorStatusDangerForeground1 },
  again: { display: 'flex', paddingInline: 0, minWidth: 0 },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  form: {
    display: 'flex',
    columnGap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalM,
    paddingInline: tokens.spacingHorizontalL,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  box: { flexGrow: 1, minWidth: 0 },
  problem: { color: tokens.colorStatusDangerForeground1, paddingInline: tokens.spacingHorizontalL },
});

/** One's own message that perhaps nobody has read yet. */
function PendingMessageRow({
  session,
  message,
}: {
  session: MeetingSession;
  message: PendingMessage;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { name } = useValue(session.state);
  const { id, text, isLost } = message;
  return (
    <>
      <Caption1 block className={isLost ? styles.lost : styles.detail}>
        {t(isLost ? 'meeting.chat.unheard' : 'conversations.delivery.sending')}
      </Caption1>
      <Text className={styles.text} dir="auto">
        {text}
      </Text>
      {isLost && (
        <Button
          className={styles.again}
          appearance="transparent"
          size="small"
          icon={<ArrowClockwiseRegular />}
          disabledFocusable={name !== 'joined'}
          onClick={() => {
            session.chat.again(id);
          }}
        >
          {t('conversations.delivery.retry')}
        </Button>
      )}
    </>
  );
}

/** The meeting's chat; the pool keeps it, and this device does not. */
export function MeetingChat({ session }: { session: MeetingSession }) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const place = useMeetingHost();
  const chat = useValue(session.chat.messages);
  const pending = useValue(session.chat.pending);
  const [text, setText] = useState('');
  const [isLost, setLost] = useState(false);
  const end = useRef<HTMLLIElement>(null);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [chat, pending]);

  const send = (): void => {
    if (text.trim() === '') return;
    const isSaid = session.chat.write(text.trim());
    setLost(!isSaid);
    if (!isSaid) return;
    place.countFeature('meetingChat');
    setText('');
  };

  return (
    <div className={styles.root}>
      <div
        className={styles.scroller}
        role="log"
        tabIndex={0}
        aria-label={t('meeting.chat.messages')}
      >
        {chat.length + pending.length === 0 && (
          <Text className={styles.detail}>{t('meeting.chat.none')}</Text>
        )}
        <ul className={styles.list}>
          {chat.map(({ id, name, at, text: said }) => (
            <li key={id} ref={end}>
              <Caption1 block className={styles.detail}>
                {t('meeting.chat.from', { name, time: time.format(new Date(at)) })}
              </Caption1>
              <Text className={styles.text} dir="auto">
                {said}
              </Text>
            </li>
          ))}
          {pending.map((message) => (
            <li key={message.id} ref={end}>
              <PendingMessageRow session={session} message={message} />
            </li>
          ))}
        </ul>
      </div>
      <span role="status" className={styles.problem}>
        {isLost && t('meeting.chat.lost')}
      </span>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Input
          className={styles.box}
          aria-label={t('meeting.chat.write')}
          placeholder={t('meeting.chat.write')}
          maxLength={LONGEST_CHAT}
          value={text}
          autoComplete="off"
          dir="auto"
          onChange={(_, { value }) => {
            setText(value);
          }}
        />
        <Tooltip content={t('conversations.send')} relationship="label">
          <Button
            type="submit"
            appearance="primary"
            icon={<SendFilled />}
            disabledFocusable={text.trim() === ''}
          />
        </Tooltip>
      </form>
    </div>
  );
}
