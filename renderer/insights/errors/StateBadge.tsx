import { Badge, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErrorState } from '../../../contract/insights/errorState.ts';
import { stateText } from './stateText.ts';

const useStyles = makeStyles({
  // A badge would cut its text off, and a version in French needs two lines on a phone.
  badge: { height: 'auto', minHeight: '20px', whiteSpace: 'normal', flexShrink: 0 },
});

const colours = { open: 'informative', resolved: 'success', ignored: 'subtle' } as const;

/** A group's state at a glance. */
export function StateBadge({ state }: { readonly state: ErrorState }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Badge
      appearance="tint"
      shape="rounded"
      className={styles.badge}
      color={state.metAgainIn === null ? colours[state.state] : 'warning'}
    >
      {stateText(t, state)}
    </Badge>
  );
}
