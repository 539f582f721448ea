import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../contract/datum.ts';
import { useView } from '../app/useView.ts';

const useStyles = makeStyles({ root: { color: tokens.colorNeutralForeground3 } });

interface Props {
  readonly category: Category;
  readonly className?: string | undefined;
}

/** How long the service keeps the sent records of a category, or that it has not said so. */
export function Kept({ category, className }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { retention } = useView();
  return (
    <Caption1 block className={mergeClasses(styles.root, className)}>
      {retention === null
        ? t('kept.notSaid')
        : t(`kept.${category}`, { count: retention[category] })}
    </Caption1>
  );
}
