import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ImportAnswer } from '../../../contract/admin/imports.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { save } from '../../webPage/save.ts';
import { linksFromHere } from '../layout/linksFromHere.ts';

/** That accounts were added, and what is told once: how each comes by a password. */
export function Imported({ answer: { added, csv } }: { readonly answer: ImportAnswer }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('admin.import.done')} takesFocus>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>{t('admin.import.addedAll', { count: added })}</MessageBarBody>
      </MessageBar>
      <Text>{t('admin.import.secrets')}</Text>
      <div>
        <Button
          appearance="primary"
          icon={<ArrowDownloadRegular />}
          onClick={() => {
            const told = linksFromHere(csv);
            save('candor-new-accounts.csv', new Blob([told], { type: 'text/csv' }));
          }}
        >
          {t('admin.import.save')}
        </Button>
      </div>
    </Panel>
  );
}
