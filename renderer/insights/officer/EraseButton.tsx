import { Button, Dialog, DialogTrigger } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { QuestionSurface } from '../../ui/QuestionSurface.tsx';

interface Props {
  readonly account: string;
  /** What will be erased, in words. */
  readonly detail: string;
  readonly isErasing: boolean;
  readonly onErase: () => void;
}

/** Erases an account's data after a dialog that says what will be erased. */
export function EraseButton({ account, detail, isErasing, onErase }: Props) {
  const { t } = useTranslation();
  return (
    // The dialog closes without animation: while it fades out with its button gone, Fluent hides the page from screen
    // readers.
    <Dialog modalType="alert" surfaceMotion={null}>
      <DialogTrigger disableButtonEnhancement>
        <Button icon={<DeleteRegular />} disabledFocusable={isErasing}>
          {t(isErasing ? 'insights.rights.erasing' : 'insights.rights.erase')}
        </Button>
      </DialogTrigger>
      <QuestionSurface title={t('insights.rights.eraseTitle', { account })} detail={detail}>
        <DialogTrigger disableButtonEnhancement>
          <Button appearance="primary" onClick={onErase}>
            {t('insights.rights.eraseConfirm')}
          </Button>
        </DialogTrigger>
        <DialogTrigger disableButtonEnhancement>
          <Button>{t('viewer.actions.cancel')}</Button>
        </DialogTrigger>
      </QuestionSurface>
    </Dialog>
  );
}
