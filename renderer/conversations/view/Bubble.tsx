import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowClockwiseRegular,
  CheckmarkRegular,
  ClockRegular,
  ErrorCircleRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../contract/conversations.ts';
import { useView } from '../../app/useView.ts';
import { deliveryReason } from './deliveryText.ts';
import type { LinkPart } from './links.ts';
import { MessageText } from './MessageText.tsx';
import { clockTime } from './times.ts';
import { useChatClient } from './useChatClient.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    paddingTop: tokens.spacingVerticalM,
  },
  own: { alignItems: 'end' },
  continued: { paddingTop: tokens.spacingVerticalXXS },
  bubble: {
    boxSizing: 'border-box',
    maxWidth: 'min(560px, 85%)',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusXLarge,
    borderStartStartRadius: tokens.borderRadiusSmall,
    border: '1px solid transparent',
  },
  ownBubble: {
    backgroundColor: tokens.colorBrandBackground2,
    borderStartStartRadius: tokens.borderRadiusXLarge,
    borderStartEndRadius: tokens.borderRadiusSmall,
  },
  failedBubble: { border: `1px solid ${tokens.colorStatusDangerBorder1}` },
  meta: {
    float: 'inline-end',
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXXS,
    marginInlineStart: tokens.spacingHorizontalM,
    marginTop: '4px',
    color: tokens.colorNeutralForeground3,
    userSelect: 'none',
  },
  icon: { fontSize: '14px' },
  failure: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'end',
    columnGap: tokens.spacingHorizontalXS,
    color: tokens.colorStatusDangerForeground1,
  },
  failureIcon: {
    fontSize: '14px',
    marginInlineEnd: tokens.spacingHorizontalXS,
    verticalAlign: 'text-bottom',
  },
});

const deliveryIcons = { sending: ClockRegular, delivered: CheckmarkRegular } as const;

/** When one's own message was written, and its delivery. */
function Meta({ message: { at, delivery } }: { message: Message }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const Icon = delivery === 'sending' || delivery === 'delivered' ? deliveryIcons[delivery] : null;
  return (
    <Caption1 className={styles.meta}>
      <time dateTime={at}>{clockTime(at, language)}</time>
      {Icon && (delivery === 'sending' || delivery === 'delivered') && (
        <Icon
          className={styles.icon}
          role="img"
          aria-label={t(`conversations.delivery.${delivery}`)}
        />
      )}
    </Caption1>
  );
}

function NotDelivered({ message }: { message: Message }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { retry } = useChatClient();
  const { code = '' } = message;
  return (
    <div className={styles.failure}>
      <Caption1>
        <ErrorCircleRegular className={styles.failureIcon} aria-hidden />
        {t('conversations.delivery.failed', {
          reason: t(`conversations.delivery.reason.${deliveryReason(code)}`, { code }),
        })}
      </Caption1>
      <Button
        appearance="transparent"
        size="small"
        icon={<ArrowClockwiseRegular />}
        onClick={() => void retry(message)}
      >
        {t('conversations.delivery.retry')}
      </Button>
    </div>
  );
}

interface Props {
  readonly message: Message;
  readonly isContinued: boolean;
  readonly onLink: (link: LinkPart) => void;
}

export function Bubble({ message, isContinued, onLink }: Props) {
  const styles = useStyles();
  const isOwn = message.delivery !== 'received';
  const isFailed = message.delivery === 'failed';
  return (
    <div
      className={mergeClasses(styles.line, isOwn && styles.own, isContinued && styles.continued)}
    >
      <div
        className={mergeClasses(
          styles.bubble,
          isOwn && styles.ownBubble,
          isFailed && styles.failedBubble,
        )}
      >
        <MessageText text={message.text} onLink={onLink} />
        <Meta message={message} />
      </div>
      {isFailed && <NotDelivered message={message} />}
    </div>
  );
}
