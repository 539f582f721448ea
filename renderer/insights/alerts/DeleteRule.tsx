import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

interface Props {
  /** What the rule says. */
  readonly rule: string;
  readonly describedBy: string;
  readonly onDelete: () => void;
}

/** Deletes a rule after a confirmation. */
export function DeleteRule({ rule, describedBy, onDelete }: Props) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      button={
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-describedby={describedBy}
        >
          {t('insights.alerts.delete')}
        </Button>
      }
      title={t('insights.alerts.deleteTitle')}
      detail={t('insights.alerts.deleteDetail', { rule })}
      confirm={t('insights.alerts.delete')}
      onConfirm={onDelete}
    />
  );
}
