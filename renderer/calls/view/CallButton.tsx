import { Button, Tooltip } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../conversations/state/entries.ts';
import { useChatClient } from '../../conversations/view/useChatClient.ts';
import { useValue } from '../../ui/useValue.ts';

/** Calls the person whose conversation is shown; one call at a time, and only while connected. */
export function CallButton({ entry: { peer, name } }: { entry: Entry }) {
  const { t } = useTranslation();
  const { calls, connection } = useChatClient();
  const call = useValue(calls.current);
  const isConnected = useValue(connection).name === 'signedIn';
  const isUnderWay = call !== null && call.phase !== 'ended';
  return (
    <Tooltip content={t('calls.call', { name })} relationship="label">
      <Button
        appearance="subtle"
        icon={<CallRegular />}
        disabledFocusable={isUnderWay || !isConnected}
        onClick={() => {
          void calls.call(peer);
        }}
      />
    </Tooltip>
  );
}
