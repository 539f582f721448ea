import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { LinkRegular, PeopleTeamAddRegular, PeopleTeamRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetNowProblem } from '../../contract/invitation.ts';
import { useCandor } from '../app/useView.ts';
import { JoinByLink } from './JoinByLink.tsx';

/** Creates a meeting, for someone who is signed in, or joins one by its link, for anyone. */
export function MeetMenu({ isSignedIn }: { isSignedIn: boolean }) {
  const { t } = useTranslation();
  const { main } = useCandor();
  const [isJoining, setJoining] = useState(false);
  const [problem, setProblem] = useState<MeetNowProblem | null>(null);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={t('meeting.menu')} relationship="label">
            <Button appearance="subtle" icon={<PeopleTeamRegular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {isSignedIn && (
              <MenuItem
                icon={<PeopleTeamAddRegular />}
                onClick={() => void main.meetNow().then(setProblem)}
              >
                {t('meeting.now')}
              </MenuItem>
            )}
            <MenuItem
              icon={<LinkRegular />}
              onClick={() => {
                setJoining(true);
              }}
            >
              {t('meeting.join.menu')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {isJoining && (
        <JoinByLink
          onClose={() => {
            setJoining(false);
          }}
        />
      )}
      {problem !== null && (
        <NotMade
          problem={problem}
          onClose={() => {
            setProblem(null);
          }}
        />
      )}
    </>
  );
}

function NotMade({ problem, onClose }: { problem: MeetNowProblem; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('meeting.notMade.title')}</DialogTitle>
          <DialogContent>{t(`meeting.notMade.${problem}`)}</DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={onClose}>
              {t('meeting.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
