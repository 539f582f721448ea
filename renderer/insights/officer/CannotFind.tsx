import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErasedPerson } from '../../../contract/insights/person.ts';

const useStyles = makeStyles({
  list: { marginBlock: tokens.spacingVerticalXS, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** What a search by account never reaches, in the service's words. */
export function CannotFind({ cannotFind }: Pick<ErasedPerson, 'cannotFind'>) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <ul aria-label={t('insights.rights.cannot')} className={styles.list}>
      {cannotFind.map(({ code, said }) => (
        <li key={code}>
          <Text>{said}</Text>
        </li>
      ))}
    </ul>
  );
}
