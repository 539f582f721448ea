import { makeStyles, Text, Title2, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  head: { marginBottom: tokens.spacingVerticalXXL },
  title: { margin: 0 },
  lead: { maxWidth: '72ch', color: tokens.colorNeutralForeground2 },
});

/** The title of a page that has no period, and what the page is for. */
export function PlainHead({ title, lead }: { readonly title: string; readonly lead: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.head}>
      <title>{t('insights.pageTitle', { page: title })}</title>
      <Title2 as="h1" className={styles.title}>
        {title}
      </Title2>
      <Text block className={styles.lead}>
        {lead}
      </Text>
    </div>
  );
}
