import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCandor } from '../app/useView.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  number: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

/** The number by which support finds a report, to be read and copied. */
export function ReportNumber({ id }: { id: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.row}>
      <Caption1>{t('reportNumber.label')}</Caption1>
      <code className={styles.number}>{id}</code>
      <Button
        size="small"
        appearance="subtle"
        icon={<CopyRegular />}
        aria-label={t('reportNumber.copyNumber')}
        onClick={() => {
          void main.copyReportNumber(id).then(() => {
            setCopied(true);
          });
        }}
      >
        {t('reportNumber.copy')}
      </Button>
      <Caption1 role="status">{isCopied && t('reportNumber.copied')}</Caption1>
    </div>
  );
}
