import { Body1Strong, Button, makeStyles, tokens } from '@fluentui/react-components';
import { EditRegular, PauseRegular, PlayRegular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ruleText } from '../../../contract/insights/alertText.ts';
import type { Alert } from '../../../contract/insights/alerts.ts';
import type { Problem } from '../answers/ask.ts';
import { AlertForm, type FormAbout } from './AlertForm.tsx';
import { AlertProblem } from './AlertProblem.tsx';
import { AlertState, FiringBadge } from './AlertState.tsx';
import { DeleteRule } from './DeleteRule.tsx';
import { TrialButton, TrialResult, type TrialState } from './Trial.tsx';
import type { Deeds } from './useAlerts.ts';

const useStyles = makeStyles({
  item: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalL,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    breakInside: 'avoid',
    ':last-child': { paddingBottom: 0 },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { margin: 0 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    // Aligns the buttons' texts with the rest.
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`,
    '@media print': { display: 'none' },
  },
});

interface SwitchProps {
  readonly on: boolean;
  readonly describedBy: string;
  readonly onTurn: (on: boolean) => void;
}

function SwitchButton({ on, describedBy, onTurn }: SwitchProps) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={on ? <PauseRegular /> : <PlayRegular />}
      aria-describedby={describedBy}
      onClick={() => {
        onTurn(!on);
      }}
    >
      {t(on ? 'insights.alerts.switchOff' : 'insights.alerts.switchOn')}
    </Button>
  );
}

interface Props {
  readonly alert: Alert;
  readonly about: FormAbout & { readonly mayChange: boolean };
  readonly deeds: Deeds;
  /** Announces to screen readers what was done. */
  readonly onDone: (what: 'made' | 'deleted' | 'switchedOff' | 'switchedOn') => void;
}

/** A rule: what it watches, its state, and what can be done with it. */
export function AlertItem({ alert, about, deeds, onDone }: Props) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const id = useId();
  const [isChanging, setChanging] = useState(false);
  const [trial, setTrial] = useState<TrialState>('none');
  const [problem, setProblem] = useState<Problem>();
  const changePlace = useRef<HTMLSpanElement>(null);
  const wasChanging = useRef(false);
  useEffect(() => {
    // The form that had the focus is gone.
    if (wasChanging.current && !isChanging) changePlace.current?.querySelector('button')?.focus();
    wasChanging.current = isChanging;
  }, [isChanging]);
  const said = ruleText(t, i18n.language, alert.rule);
  const tryOut = async () => {
    if (trial === 'trying') return;
    setProblem(undefined);
    setTrial('trying');
    setTrial(await deeds.tryOut(alert.id));
  };
  const turn = async (on: boolean) => {
    const failure = await deeds.turn(alert.id, on);
    setProblem(failure);
    if (!failure) onDone(on ? 'switchedOn' : 'switchedOff');
  };
  const remove = async () => {
    const failure = await deeds.remove(alert.id);
    setProblem(failure);
    if (!failure) onDone('deleted');
  };
  return (
    <li className={styles.item} aria-labelledby={id}>
      <div className={styles.head}>
        <Body1Strong as="h3" id={id} className={styles.title}>
          {said}
        </Body1Strong>
        <FiringBadge alert={alert} />
      </div>
      {isChanging ? (
        <AlertForm
          about={about}
          alert={alert}
          onCancel={() => {
            setChanging(false);
          }}
          onKeep={async (rule) => {
            const failure = await deeds.keep(alert.id, rule);
            if (failure) return failure;
            onDone('made');
            setTrial('none');
            setProblem(undefined);
            setChanging(false);
            return undefined;
          }}
        />
      ) : (
        <>
          <AlertState alert={alert} />
          {about.mayChange && (
            <div className={styles.actions}>
              <TrialButton trial={trial} describedBy={id} onTry={() => void tryOut()} />
              <span ref={changePlace}>
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<EditRegular />}
                  aria-describedby={id}
                  onClick={() => {
                    setChanging(true);
                  }}
                >
                  {t('insights.alerts.change')}
                </Button>
              </span>
              <SwitchButton on={alert.on} describedBy={id} onTurn={(on) => void turn(on)} />
              <DeleteRule rule={said} describedBy={id} onDelete={() => void remove()} />
            </div>
          )}
          <TrialResult trial={trial} />
          {problem && <AlertProblem problem={problem} />}
        </>
      )}
    </li>
  );
}
