import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountStates, organisationsAnswer } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { usePool } from '../answers/usePool.ts';
import type { Place } from '../place/place.ts';
import { goTo, usePlace } from '../place/usePlace.ts';

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
  },
  search: { flexGrow: 1, flexBasis: '240px', minWidth: 0, gridTemplateColumns: 'minmax(0, auto)' },
  box: { width: '100%', maxWidth: '480px' },
  // A field is a grid, which its longest option would make wider than a phone.
  field: { minWidth: 0, maxWidth: '100%', gridTemplateColumns: 'minmax(0, auto)' },
});

/** Of typing: nothing is asked for between two keys. */
const PAUSE_MS = 250;

function Search({ place }: { readonly place: Place }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { search = '' } = place;
  const [typed, setTyped] = useState(search);
  const [given, setGiven] = useState(search);
  if (given !== search) {
    setGiven(search);
    setTyped(search);
  }
  useEffect(() => {
    if (typed === search) return undefined;
    const timer = setTimeout(() => {
      goTo({ ...place, search: typed });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, search, place]);
  return (
    <Field label={t('admin.accounts.search')} className={styles.search}>
      <SearchBox
        className={styles.box}
        value={typed}
        maxLength={128}
        // Its name would be English on every page; Escape and the keys clear the box as well.
        dismiss={null}
        onChange={(_, { value }) => {
          setTyped(value);
        }}
      />
    </Field>
  );
}

/** Which accounts are listed; all of it stands in the address. */
export function AccountFilters() {
  const styles = useStyles();
  const { t } = useTranslation();
  const place = usePlace();
  const { shown } = usePool(adminPaths.organisations, organisationsAnswer);
  const domains =
    shown.state === 'answered' ? shown.answer.organisations.map(({ domain }) => domain) : [];
  const { organisation = '' } = place;
  const known =
    organisation === '' || domains.includes(organisation) ? domains : [...domains, organisation];
  return (
    <div className={styles.filters} role="search" aria-label={t('admin.accounts.filters')}>
      <Search place={place} />
      <Field label={t('admin.accounts.organisation')} className={styles.field}>
        <Select
          value={organisation}
          onChange={(_, { value }) => {
            goTo({ ...place, organisation: value });
          }}
        >
          <option value="">{t('admin.accounts.all')}</option>
          {known.map((domain) => (
            <option key={domain} value={domain}>
              {domain}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('admin.accounts.state.label')} className={styles.field}>
        <Select
          value={place.state ?? ''}
          onChange={(_, { value }) => {
            goTo({ ...place, state: accountStates.find((one) => one === value) });
          }}
        >
          <option value="">{t('admin.accounts.all')}</option>
          {accountStates.map((state) => (
            <option key={state} value={state}>
              {t(`admin.accounts.state.${state}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
