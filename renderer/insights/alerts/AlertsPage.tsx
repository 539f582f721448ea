import { Body1Strong, Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../contract/insights/alerts.ts';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { Figures } from '../figure/Figures.tsx';
import { LoadedPart } from '../layout/LoadedPart.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { PlainHead } from '../layout/PlainHead.tsx';
import { AlertForm } from './AlertForm.tsx';
import { AlertItem } from './AlertItem.tsx';
import { useAlerts, type AlertsAnswer, type Deeds } from './useAlerts.ts';

const useStyles = makeStyles({
  new: { alignSelf: 'start', '@media print': { display: 'none' } },
  making: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  title: { margin: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  none: { maxWidth: '72ch' },
});

/** Firing rules come first. */
const inOrder = (alerts: readonly Alert[]): readonly Alert[] =>
  alerts.toSorted((a, b) => Number(b.firing.length > 0) - Number(a.firing.length > 0));

interface Props {
  readonly answer: AlertsAnswer;
  readonly deeds: Deeds;
}

/** The list of rules, and the form for a new one. */
function Rules({ answer, deeds }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { alerts, mayChange } = answer;
  const [isMaking, setMaking] = useState(false);
  const [said, setSaid] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const wasMaking = useRef(false);
  const takeFocus = () => {
    place.current?.querySelector<HTMLElement>('button, input:checked')?.focus();
  };
  useEffect(() => {
    // The form that had the focus is gone.
    if (wasMaking.current && !isMaking) takeFocus();
    wasMaking.current = isMaking;
  }, [isMaking]);
  return (
    <>
      {alerts.length === 0 && !isMaking && (
        <Text className={styles.none}>
          {t('insights.alerts.purpose')}{' '}
          {t(mayChange ? 'insights.alerts.none' : 'insights.alerts.noneReader')}
        </Text>
      )}
      {mayChange && (
        <div ref={place} className={styles.making}>
          {!isMaking && (
            <Button
              className={styles.new}
              appearance="primary"
              icon={<AddRegular />}
              onClick={() => {
                setSaid('');
                setMaking(true);
              }}
            >
              {t('insights.alerts.new')}
            </Button>
          )}
          {isMaking && (
            <>
              <Body1Strong as="h3" className={styles.title}>
                {t('insights.alerts.form.title')}
              </Body1Strong>
              <AlertForm
                about={answer}
                alert={null}
                onCancel={() => {
                  setMaking(false);
                }}
                onKeep={async (rule) => {
                  const failure = await deeds.keep(null, rule);
                  if (failure) return failure;
                  setSaid(t('insights.alerts.made'));
                  setMaking(false);
                  return undefined;
                }}
              />
            </>
          )}
        </div>
      )}
      {alerts.length > 0 && (
        <ul className={styles.list}>
          {inOrder(alerts).map((alert) => (
            <AlertItem
              key={alert.id}
              alert={alert}
              about={answer}
              deeds={deeds}
              onDone={(what) => {
                setSaid(t(`insights.alerts.${what}`));
                if (what === 'deleted') takeFocus();
              }}
            />
          ))}
        </ul>
      )}
      <LiveRegion role="status">{said}</LiveRegion>
    </>
  );
}

/** What the service watches, and whom it tells: officers set it, engineers read it. */
export function AlertsPage() {
  const { t } = useTranslation();
  const { loaded, deeds } = useAlerts();
  const isReader = loaded.state === 'answered' && !loaded.answer.mayChange;
  const title = t('insights.alerts.rules');
  return (
    <>
      <PlainHead title={t('insights.pages.alerts')} lead={t('insights.alerts.lead')} />
      <Figures>
        <Panel
          title={title}
          explain={isReader ? t('insights.alerts.readers') : undefined}
          isBusy={loaded.state === 'loading'}
        >
          <LoadedPart loaded={loaded} what={title}>
            {(answer) => <Rules answer={answer} deeds={deeds} />}
          </LoadedPart>
        </Panel>
      </Figures>
    </>
  );
}
