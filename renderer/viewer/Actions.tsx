import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowExportRegular, BroomRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/ipc.ts';
import { useCandor } from '../app/useView.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { quoteForShell } from './quoteForShell.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface ActionOutcome {
  readonly intent: 'success' | 'error';
  readonly text: string;
}

/** What can be done with everything on this device. */
export function Actions({ onSaid }: { onSaid: (said: ActionOutcome | undefined) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();

  const run = async (asked: Promise<Answer<void>>) => {
    const answer = await asked;
    onSaid(
      answer.ok
        ? undefined
        : { intent: 'error', text: t('viewer.actions.failed', { problem: answer.problem }) },
    );
  };
  const save = async () => {
    const answer = await main.exportAudit();
    if (!answer.ok) {
      const { problem } = answer;
      onSaid({ intent: 'error', text: t('viewer.actions.exportFailed', { problem }) });
    } else if (answer.value !== null) {
      const text = t('viewer.actions.exported', {
        file: answer.value,
        quoted: quoteForShell(answer.value),
      });
      onSaid({ intent: 'success', text });
    }
  };

  return (
    <div className={styles.actions}>
      <Button size="small" icon={<ArrowExportRegular />} onClick={() => void save()}>
        {t('viewer.actions.export')}
      </Button>
      <ConfirmDialog
        button={
          <Button size="small" icon={<BroomRegular />}>
            {t('viewer.actions.clear')}
          </Button>
        }
        title={t('viewer.actions.clearTitle')}
        detail={t('viewer.actions.clearDetail')}
        confirm={t('viewer.actions.clearConfirm')}
        onConfirm={() => void run(main.clearHistory())}
      />
      <ConfirmDialog
        button={
          <Button size="small" icon={<DeleteRegular />}>
            {t('viewer.actions.erase')}
          </Button>
        }
        title={t('viewer.actions.eraseTitle')}
        detail={t('viewer.actions.eraseDetail')}
        confirm={t('viewer.actions.eraseConfirm')}
        onConfirm={() => void run(main.eraseErrors())}
      />
    </div>
  );
}
