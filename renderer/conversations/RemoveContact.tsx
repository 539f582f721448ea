import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from './entries.ts';
import { useTalk } from './useTalk.ts';

const useStyles = makeStyles({ surface: { maxWidth: '440px' } });

interface Props {
  readonly entry: Entry;
  readonly onClose: () => void;
}

export function RemoveContact({ entry: { peer, name }, onClose }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { roster } = useTalk();
  const [failure, setFailure] = useState<string>();
  const remove = async (): Promise<void> => {
    const failed = await roster.remove(peer);
    if (failed === undefined) onClose();
    else setFailure(failed);
  };
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('conversations.contact.removeTitle', { name })}</DialogTitle>
          <DialogContent>
            {failure === undefined
              ? t('conversations.contact.removeDetail', { name })
              : t('conversations.contact.failed', { problem: failure })}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => void remove()}>
              {t('conversations.contact.removeConfirm')}
            </Button>
            <Button onClick={onClose}>{t('conversations.contact.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
