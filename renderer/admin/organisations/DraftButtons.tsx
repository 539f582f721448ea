import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Props {
  readonly isBlocked: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** What becomes of something that was chosen and is not saved yet. */
export function DraftButtons({ isBlocked, onSave, onDiscard }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.buttons}>
      <Button appearance="primary" disabledFocusable={isBlocked} onClick={onSave}>
        {t('admin.policy.save')}
      </Button>
      <Button onClick={onDiscard}>{t('admin.policy.discard')}</Button>
    </div>
  );
}
