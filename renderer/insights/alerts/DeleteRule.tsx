import { Button, Dialog, DialogTrigger } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { QuestionSurface } from '../../ui/QuestionSurface.tsx';

interface Props {
  /** What the rule says. */
  readonly rule: string;
  readonly describedBy: string;
  readonly onDelete: () => void;
}

/** Deletes a rule after asking for confirmation. */
export function DeleteRule({ rule, describedBy, onDelete }: Props) {
  const { t } = useTranslation();
  return (
    // The dialog closes without animation: while it fades out with its button gone, Fluent hides the page from screen
    // readers.
    <Dialog modalType="alert" surfaceMotion={null}>
      <DialogTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-describedby={describedBy}
        >
          {t('insights.alerts.delete')}
        </Button>
      </DialogTrigger>
      <QuestionSurface
        title={t('insights.alerts.deleteTitle')}
        detail={t('insights.alerts.deleteDetail', { rule })}
      >
        <DialogTrigger disableButtonEnhancement>
          <Button appearance="primary" onClick={onDelete}>
            {t('insights.alerts.delete')}
          </Button>
        </DialogTrigger>
        <DialogTrigger disableButtonEnhancement>
          <Button>{t('viewer.actions.cancel')}</Button>
        </DialogTrigger>
      </QuestionSurface>
    </Dialog>
  );
}
