import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ErasedPerson } from '../../../contract/insights/person.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { CannotFind } from './CannotFind.tsx';
import { Facts } from './Facts.tsx';
import { saveJson } from './saveJson.ts';
import { useCounts } from './useCounts.ts';

const useStyles = makeStyles({
  signature: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  save: { alignSelf: 'start', '@media print': { display: 'none' } },
});

/** Shows that an account's data is erased, with the service's signature. */
export function Erased({ erased }: { readonly erased: ErasedPerson }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const counts = useCounts();
  const { confirmation, cannotFind } = erased;
  const { account, signature } = confirmation;
  return (
    <Panel
      takesFocus
      title={t('insights.rights.erased', { account })}
      explain={t('insights.rights.erasedExplain')}
    >
      <Facts
        facts={[
          ...counts(confirmation),
          [
            t('insights.rights.signature'),
            <code key="signature" className={styles.signature}>
              {signature}
            </code>,
          ],
        ]}
      />
      <CannotFind cannotFind={cannotFind} />
      <Button
        className={styles.save}
        icon={<ArrowDownloadRegular />}
        onClick={() => {
          saveJson('candor-erasure.json', erased);
        }}
      >
        {t('insights.rights.saveConfirmation')}
      </Button>
    </Panel>
  );
}
