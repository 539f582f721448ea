import { Button, makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitation.ts';
import { LONGEST_NAME } from '../../../contract/meetingLimits.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { parseParticipantName } from '../../../contract/participantName.ts';
import { CandorMark } from '../../ui/CandorMark.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useValue } from '../../ui/useValue.ts';
import { HostDecides } from './HostDecides.tsx';
import { HostPanel } from './HostPanel.tsx';
import { createMicrophoneCheck } from '../state/microphoneCheck.ts';
import { MicrophoneStatus } from './MicrophoneStatus.tsx';
import { useMeetingHost } from '../state/meetingHost.ts';
import { useFocusOnArrival } from './useFocusOnArrival.ts';

const useStyles = makeStyles({
  scroller: { flexGrow: 1, minHeight: 0, overflowY: 'auto', display: 'flex' },
  root: {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '480px',
    margin: 'auto',
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
  },
  heading: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    rowGap: tokens.spacingVerticalXS,
    textAlign: 'center',
  },
  mark: { color: tokens.colorBrandForeground1 },
  // It is focused to be read aloud, and can't be pressed.
  title: { margin: 0, overflowWrap: 'anywhere', outlineStyle: 'none' },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface Props {
  readonly invitation: Extract<Invitation, { state: 'found' }>;
  readonly name: string;
  readonly onName: (name: string) => void;
  /** @param stream the microphone's; null for someone who only listens. */
  readonly onJoin: (stream: MediaStream | null) => void;
  /** The host ended the meeting from here. */
  readonly onEnded: () => void;
}

/** Before the meeting: whose it is, the person's name if nobody knows it, the microphone, and who decides. */
export function Lobby({ invitation, name, onName, onJoin, onEnded }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const place = useMeetingHost();
  const { meeting, account } = invitation;
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnArrival(account === null ? input : heading);
  const [check] = useState(() =>
    createMicrophoneCheck(
      async () => (await place.devices()).microphone,
      (code) => {
        place.tell({ event: 'attempted' });
        place.tell({ event: 'failed', code: `microphone-${code}` });
      },
    ),
  );
  const microphone = useValue(check.state);
  useEffect(() => {
    check.open();
    return check.close;
  }, [check]);

  const join = (): void => {
    if (account === null && name.trim() === '') {
      setProblem(t('meeting.lobby.noName'));
      input.current?.focus();
      return;
    }
    if (account === null && !parseParticipantName(name).ok) {
      setProblem(t('meeting.lobby.badName'));
      input.current?.focus();
      return;
    }
    onJoin(check.handOver());
  };

  return (
    <div className={styles.scroller}>
      <form
        className={styles.root}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          join();
        }}
      >
        <div className={styles.heading}>
          <CandorMark size={48} className={styles.mark} />
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            <Title3 block align="center">
              <bdi>{meetingTitle(meeting, t)}</bdi>
            </Title3>
          </h1>
          <Text align="center" className={styles.detail}>
            {t('meeting.hostedBy', meeting.host)}
          </Text>
        </div>
        {account === null ? (
          <TextField
            label={t('meeting.lobby.name')}
            value={name}
            maxLength={LONGEST_NAME}
            autoComplete="name"
            problem={problem}
            input={input}
            onChange={(next) => {
              onName(next);
              setProblem(undefined);
            }}
          />
        ) : (
          <Text align="center">{t('meeting.lobby.as', { name: account })}</Text>
        )}
        <MicrophoneStatus state={microphone} onAgain={check.open} />
        <Button
          type="submit"
          appearance="primary"
          size="large"
          disabledFocusable={microphone.name === 'asking'}
        >
          {t(microphone.name === 'closed' ? 'meeting.lobby.joinSilent' : 'meeting.lobby.join')}
        </Button>
        {account !== null && <HostPanel roomUrl={invitation.roomUrl} onEnded={onEnded} />}
        <HostDecides invitation={invitation} />
      </form>
    </div>
  );
}
