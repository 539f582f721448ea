import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { errorStates } from '../../../contract/insights/errorState.ts';
import { errorOrders, type Place } from '../place/place.ts';
import { goTo, kept, useHere } from '../place/usePlace.ts';

const useStyles = makeStyles({
  controls: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalL,
    '@media print': { display: 'none' },
  },
  // A field is a grid, which its longest option would make wider than a phone.
  field: { minWidth: 0, maxWidth: '100%', gridTemplateColumns: 'minmax(0, auto)' },
});

/** The part of the list's place that is kept on the way to a group and back. */
export const listed = ({ state, order }: Place): Pick<Place, 'state' | 'order'> => ({
  ...(state === undefined ? {} : { state }),
  ...(order === undefined ? {} : { order }),
});

/** Which state to show, and in which order; both are in the address. */
export function ListControls() {
  const styles = useStyles();
  const { t } = useTranslation();
  const here = useHere();
  const change = (next: Pick<Place, 'state' | 'order'>) => {
    goTo({ ...kept(here), page: 'errors', ...next });
  };
  const order = here.order ?? errorOrders[0];
  return (
    <div className={styles.controls} role="group" aria-label={t('insights.errors.controls')}>
      <Field label={t('insights.errors.state.title')} className={styles.field}>
        <Select
          value={here.state ?? ''}
          onChange={(_, { value }) => {
            const state = errorStates.find((one) => one === value);
            change({ ...(state ? { state } : {}), ...(here.order ? { order: here.order } : {}) });
          }}
        >
          <option value="">{t('insights.filter.all')}</option>
          {errorStates.map((state) => (
            <option key={state} value={state}>
              {t(`insights.errors.state.choose.${state}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('insights.errors.order.label')} className={styles.field}>
        <Select
          value={order}
          onChange={(_, { value }) => {
            const next = errorOrders.find((one) => one === value);
            if (next) change({ ...listed(here), order: next });
          }}
        >
          {errorOrders.map((one) => (
            <option key={one} value={one}>
              {t(`insights.errors.order.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
