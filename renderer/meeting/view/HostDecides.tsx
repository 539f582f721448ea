import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitation.ts';
import { useMeetingHost } from '../state/meetingHost.ts';

const useStyles = makeStyles({
  root: {
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
});

/** Tells a guest that the host's organisation decides what is collected, and what it decided. */
export function HostDecides({
  invitation: { meeting, isGuest },
}: {
  invitation: Extract<Invitation, { state: 'found' }>;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { where } = useMeetingHost();
  // Someone who is signed in keeps their own rules, whoever hosts the meeting.
  if (!isGuest) return null;
  const { organisation } = meeting.host;
  const allowed = meeting.MeetingUxEnableTelemetry;
  return (
    <section className={styles.root} aria-label={t('meeting.decides.title')}>
      <Caption1>
        {t('meeting.decides.who', { organisation })}{' '}
        {t(allowed ? 'meeting.decides.on' : 'meeting.decides.off', { organisation })}{' '}
        {t(where === 'app' ? 'meeting.decides.census' : 'meeting.decides.browser')}
      </Caption1>
    </section>
  );
}
