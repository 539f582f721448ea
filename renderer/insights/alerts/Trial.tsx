import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, ErrorCircleRegular, SendRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { deliveryProblemText } from '../../../contract/insights/alertText.ts';
import type { Delivery } from '../../../contract/insights/alerts.ts';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import type { Asked } from '../answers/ask.ts';
import { AlertProblem } from './AlertProblem.tsx';

const useStyles = makeStyles({
  told: { display: 'flex', columnGap: tokens.spacingHorizontalSNudge },
  icon: { flexShrink: 0, marginTop: '2px' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

/** The outcome of trying a rule; `trying` while it is on its way. */
export type TrialState = 'none' | 'trying' | Asked<Delivery>;

interface ButtonProps {
  readonly trial: TrialState;
  readonly describedBy: string;
  readonly onTry: () => void;
}

/** Sends a message marked as a trial. */
export function TrialButton({ trial, describedBy, onTry }: ButtonProps) {
  const { t } = useTranslation();
  const isTrying = trial === 'trying';
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<SendRegular />}
      aria-describedby={describedBy}
      disabledFocusable={isTrying}
      onClick={onTry}
    >
      {t(isTrying ? 'insights.alerts.trying' : 'insights.alerts.try')}
    </Button>
  );
}

/** The outcome of a trial, in words. */
export function TrialResult({ trial }: { readonly trial: TrialState }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (trial === 'none' || trial === 'trying') return null;
  if (!trial.ok) return <AlertProblem problem={trial.problem} />;
  const { value } = trial;
  const said = value.arrived
    ? t('insights.alerts.arrived', { detail: value.detail })
    : t('insights.alerts.notArrived', { problem: deliveryProblemText(t, value.problem) });
  const Icon = value.arrived ? CheckmarkCircleRegular : ErrorCircleRegular;
  return (
    <div className={styles.told}>
      <span className={styles.icon}>
        <Icon fontSize={16} className={value.arrived ? styles.good : styles.bad} />
      </span>
      <Text>{said}</Text>
      <LiveRegion role="status">{said}</LiveRegion>
    </div>
  );
}
