import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly problem: string;
  readonly onRetry: () => void;
}

/** Says that what stands below could not be read anew, and is what was read before. */
export function StaleBar({ problem, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>{t('viewer.stale', { problem })}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={onRetry}>{t('viewer.retry')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
