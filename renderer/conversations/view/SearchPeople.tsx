import { makeStyles, SearchBox } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useCandor } from '../../app/useView.ts';

const useStyles = makeStyles({ search: { flexGrow: 1, minWidth: 0, maxWidth: 'none' } });

interface Props {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** The person moves down into the results. */
  readonly onDown: () => void;
  readonly onEnter: () => void;
}

export function SearchPeople({ search, onSearch, onDown, onEnter }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  return (
    <SearchBox
      className={styles.search}
      aria-label={t('conversations.search')}
      placeholder={t('conversations.search')}
      value={search}
      dismiss={{ 'aria-label': t('conversations.clearSearch') }}
      onChange={(_, { value }) => {
        if (search === '') void main.countFeature('search');
        onSearch(value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && search !== '') {
          event.stopPropagation();
          onSearch('');
        }
        if (event.key === 'ArrowDown') onDown();
        if (event.key !== 'Enter') return;
        // Otherwise the key would also press a button of the dialog that it opens.
        event.preventDefault();
        onEnter();
      }}
    />
  );
}
