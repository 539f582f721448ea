import { Caption1, Divider, makeStyles, tokens } from '@fluentui/react-components';
import { PersonQuestionMarkRegular } from '@fluentui/react-icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { KeptCall } from '../../calls/view/KeptCall.tsx';
import { useView } from '../../app/useView.ts';
import { Bubble } from './Bubble.tsx';
import type { LinkPart } from './links.ts';
import type { Row } from './rows.ts';
import { dayName } from './times.ts';

const useStyles = makeStyles({
  stranger: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    columnGap: tokens.spacingHorizontalS,
    margin: 0,
    paddingTop: tokens.spacingVerticalM,
    color: tokens.colorNeutralForeground2,
  },
  strangerIcon: { flexShrink: 0, fontSize: '16px' },
  day: { paddingTop: tokens.spacingVerticalL, color: tokens.colorNeutralForeground3 },
  unread: {
    paddingTop: tokens.spacingVerticalM,
    '& .fui-Divider__wrapper': { color: tokens.colorStatusDangerForeground1 },
    '& .fui-Divider::before, & .fui-Divider::after': {
      borderTopColor: `${tokens.colorStatusDangerBorder1} !important`,
    },
  },
});

interface Props {
  readonly row: Row;
  readonly onLink: (link: LinkPart) => void;
}

function RowContent({ row, onLink }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  switch (row.kind) {
    case 'day':
      return (
        <div className={styles.day}>
          <Divider>
            <Caption1>
              {dayName(row.at, new Date(), language, {
                today: t('conversations.today'),
                yesterday: t('conversations.yesterday'),
              })}
            </Caption1>
          </Divider>
        </div>
      );
    case 'unread':
      return (
        <div className={styles.unread}>
          <Divider alignContent="end">
            <Caption1>{t('conversations.newMessages')}</Caption1>
          </Divider>
        </div>
      );
    case 'stranger':
      return (
        <Caption1 as="p" block className={styles.stranger}>
          <PersonQuestionMarkRegular className={styles.strangerIcon} aria-hidden />
          {t('conversations.stranger')}
        </Caption1>
      );
    case 'message':
      if (row.message.call)
        return <KeptCall call={row.message.call} peer={row.message.peer} at={row.message.at} />;
      return <Bubble message={row.message} isContinued={row.isContinued} onLink={onLink} />;
  }
}

const isSame = (before: Row, after: Row): boolean =>
  before.key === after.key &&
  (before.kind !== 'message' ||
    (after.kind === 'message' &&
      before.message === after.message &&
      before.isContinued === after.isContinued));

/** One row of a conversation; rendered again only when it changed. */
export const RowView = memo(
  RowContent,
  (before, after) => before.onLink === after.onLink && isSame(before.row, after.row),
);
