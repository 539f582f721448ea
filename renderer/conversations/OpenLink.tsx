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
import { useTranslation } from 'react-i18next';
import { useCandor } from '../useView.ts';
import type { LinkPart } from './links.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '440px' },
  content: { overflowWrap: 'anywhere' },
});

interface Props {
  readonly link: LinkPart;
  readonly onClose: () => void;
}

/** Asks before a link is opened whose writing does not show where it leads. */
export function OpenLink({ link: { url, host }, onClose }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('conversations.link.title')}</DialogTitle>
          <DialogContent className={styles.content}>
            {t('conversations.link.detail', { host })}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                void main.openLink(url);
                onClose();
              }}
            >
              {t('conversations.link.open')}
            </Button>
            <Button onClick={onClose}>{t('conversations.link.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
