import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../../contract/admin/changeLog.ts';
import { useChangeWords } from '../words/useChangeWords.ts';

const useStyles = makeStyles({
  summary: {
    ...typographyStyles.caption1,
    width: 'fit-content',
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  list: {
    ...typographyStyles.caption1,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground2,
  },
});

interface Props {
  readonly change: Extract<Change, { readonly kind: 'together' }>;
}

/** What was changed at once, one by one. */
export function Together({ change: { changes, of } }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { single } = useChangeWords();
  return (
    <details>
      <summary className={styles.summary}>{t('admin.log.each')}</summary>
      <ul className={styles.list}>
        {changes.map((change, index) => (
          <li key={index}>{single(change)}</li>
        ))}
        {of > changes.length && <li>{t('admin.log.andMore', { count: of - changes.length })}</li>}
      </ul>
    </details>
  );
}
