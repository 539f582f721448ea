import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

interface Props {
  readonly account: string;
  /** What will be erased, in words. */
  readonly detail: string;
  readonly isErasing: boolean;
  readonly onErase: () => void;
}

/** Erases an account's data, after a dialog that says what will be erased. */
export function EraseButton({ account, detail, isErasing, onErase }: Props) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      button={
        <Button icon={<DeleteRegular />} disabledFocusable={isErasing}>
          {t(isErasing ? 'insights.rights.erasing' : 'insights.rights.erase')}
        </Button>
      }
      title={t('insights.rights.eraseTitle', { account })}
      detail={detail}
      confirm={t('insights.rights.eraseConfirm')}
      onConfirm={onErase}
    />
  );
}
