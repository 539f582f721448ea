import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly problem: string;
  readonly onRetry: () => void;
}

/** Says that the content below could not be reloaded, and is from before. */
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
