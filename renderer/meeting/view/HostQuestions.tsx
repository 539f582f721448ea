import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  makeStyles,
  Tooltip,
} from '@fluentui/react-components';
import { PersonDeleteRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({ text: { overflowWrap: 'anywhere' }, button: { flexShrink: 0 } });

interface Question {
  readonly title: string;
  readonly detail: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  /** What opens it. */
  readonly children: ReactElement;
}

/** Asks the host before something irreversible is done. */
function Ask({ title, detail, confirm, onConfirm, children }: Question) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>{children}</DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle className={styles.text}>{title}</DialogTitle>
          <DialogContent className={styles.text}>{detail}</DialogContent>
          <DialogActions fluid>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary" onClick={onConfirm}>
                {confirm}
              </Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('meeting.room.cancel')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Ends the meeting for everyone, after the host has confirmed. */
export function EndForAll({ onEnd }: { onEnd: () => void }) {
  const { t } = useTranslation();
  return (
    <Ask
      title={t('meeting.room.endTitle')}
      detail={t('meeting.room.endDetail')}
      confirm={t('meeting.room.endConfirm')}
      onConfirm={onEnd}
    >
      <Button>{t('meeting.room.end')}</Button>
    </Ask>
  );
}

/** Removes somebody from the meeting, after the host has confirmed. */
export function RemovePerson({ name, onRemove }: { name: string; onRemove: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const label = t('meeting.host.remove', { name });
  return (
    <Ask
      title={t('meeting.host.removeTitle', { name })}
      detail={t('meeting.host.removeDetail')}
      confirm={t('meeting.host.removeConfirm')}
      onConfirm={onRemove}
    >
      {/* Not by Tooltip's own label, which a dialog's trigger would overwrite. */}
      <Tooltip content={label} relationship="inaccessible">
        <Button
          className={styles.button}
          appearance="subtle"
          icon={<PersonDeleteRegular />}
          aria-label={label}
        />
      </Tooltip>
    </Ask>
  );
}
