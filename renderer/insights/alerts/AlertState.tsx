import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../contract/insights/alerts.ts';
import { deliveryProblemText, findingText } from '../../../contract/insights/alertText.ts';
import { tokenHolder } from '../../../contract/insights/session.ts';
import { useInstant } from '../officer/useInstant.ts';

const useStyles = makeStyles({
  badge: { height: 'auto', minHeight: '20px', whiteSpace: 'normal', flexShrink: 0 },
  findings: { margin: 0, listStyleType: 'disc', paddingInlineStart: tokens.spacingHorizontalL },
  quiet: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  messages: { display: 'flex', columnGap: tokens.spacingHorizontalSNudge },
  icon: { flexShrink: 0, marginTop: '2px', color: tokens.colorStatusWarningForeground1 },
});

/** Whether a rule fires, or is switched off, at a glance. */
export function FiringBadge({ alert }: { readonly alert: Alert }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const fires = alert.firing.length > 0;
  return (
    <Badge
      appearance="tint"
      shape="rounded"
      className={styles.badge}
      color={fires ? 'danger' : alert.on ? 'informative' : 'warning'}
    >
      {t(`insights.alerts.${fires ? 'firing' : alert.on ? 'quiet' : 'off'}`)}
    </Badge>
  );
}

/** Whether the last message arrived or is being retried. */
function Messages({ alert: { undelivered, last } }: { readonly alert: Alert }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const instant = useInstant();
  const told =
    undelivered?.problem ?? (last?.delivery.arrived === false ? last.delivery.problem : null);
  const problem = told ? deliveryProblemText(t, told) : '';
  const said = (() => {
    if (undelivered) {
      const { messages: count, since } = undelivered;
      return t('insights.alerts.undelivered', { count, at: instant(since), problem });
    }
    if (!last) return null;
    const at = instant(last.at);
    return last.delivery.arrived
      ? t('insights.alerts.lastArrived', { at })
      : t('insights.alerts.lastGivenUp', { at, problem });
  })();
  if (said === null) return null;
  return (
    <div className={styles.messages}>
      {told && (
        <span className={styles.icon}>
          <WarningRegular fontSize={16} />
        </span>
      )}
      <Text>{said}</Text>
    </div>
  );
}

/** What fires since when, where messages go, and whether they arrive. */
export function AlertState({ alert }: { readonly alert: Alert }) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const instant = useInstant();
  const { firing, sent, setBy, setAt } = alert;
  return (
    <>
      {firing.length > 0 && (
        <ul className={styles.findings}>
          {firing.map(({ since, finding }, index) => (
            // Two findings can have the same text for two groups.
            <li key={`${since} ${String(index)}`}>
              <Text>
                {t('insights.alerts.since', {
                  finding: findingText(t, i18n.language, finding),
                  at: instant(since),
                })}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <Messages alert={alert} />
      <Text size={200} className={styles.quiet}>
        {t('insights.alerts.where', {
          // An e-mail address is no secret; a webhook's URL can be.
          where: sent?.to.kind === 'mail' ? sent.to.address : alert.where,
          by: setBy === tokenHolder ? t('insights.alerts.token') : setBy,
          at: instant(setAt),
        })}
      </Text>
    </>
  );
}
