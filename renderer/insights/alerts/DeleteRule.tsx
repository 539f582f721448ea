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

/** Deletes a rule once it was asked about. */
export function DeleteRule({ rule, describedBy, onDelete }: Props) {
  const { t } = useTranslation();
  return (
    // The box goes at once: while one fades away whose button is gone, Fluent keeps all else from who reads by ear.
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
