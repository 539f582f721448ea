import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeetingHost } from '../state/meetingHost.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalS,
    maxWidth: '560px',
  },
  field: { flexGrow: 1, minWidth: 'min(240px, 100%)' },
  said: { paddingBottom: tokens.spacingVerticalSNudge },
});

/** The meeting's link, to give to others. */
export function JoinUrl({ url }: { url: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const place = useMeetingHost();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.row}>
      <Field className={styles.field} label={t('meeting.room.link')}>
        <Input
          readOnly
          value={url}
          onFocus={({ target }) => {
            target.select();
          }}
        />
      </Field>
      <Button
        icon={<CopyRegular />}
        onClick={() => {
          place.copyJoinUrl(url);
          setCopied(true);
        }}
      >
        {t('meeting.room.copy')}
      </Button>
      <span role="status" className={styles.said}>
        {isCopied && t('meeting.room.copied')}
      </span>
    </div>
  );
}
