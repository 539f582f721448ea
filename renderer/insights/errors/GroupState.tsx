import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorState } from '../../../contract/insights/errorState.ts';
import { tokenHolder } from '../../../contract/insights/session.ts';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { useWords } from '../figure/useWords.ts';
import { usePanelStyles } from './panel.ts';
import { StateBadge } from './StateBadge.tsx';
import { StateForm } from './StateForm.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  grow: { flexGrow: 1 },
  change: { '@media print': { display: 'none' } },
  note: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '72ch' },
});

/** What was decided about a group, in sentences. */
function Said({ state }: { readonly state: ErrorState }) {
  const panel = usePanelStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { version, metAgainIn, by, at, note } = state;
  const name = by === tokenHolder ? t('insights.errors.state.tokenHolder') : by;
  return (
    <>
      {metAgainIn !== null && version !== null && (
        <Text>{t('insights.errors.state.metAgain', { version, later: metAgainIn })}</Text>
      )}
      {note !== '' && <p className={styles.note}>{note}</p>}
      <Text size={200} className={panel.explain}>
        {name !== null && at !== null
          ? t('insights.errors.state.setBy', { name, day: words.day(at.slice(0, 10)) })
          : t('insights.errors.state.untouched')}
      </Text>
    </>
  );
}

interface Props {
  readonly group: string;
  readonly state: ErrorState;
  /** Whether the reader may change the state. */
  readonly canChange: boolean;
  readonly onChange: (state: ErrorState) => void;
}

/** What engineers decided about a group: everyone reads it, engineers change it. */
export function GroupState({ group, state, canChange, onChange }: Props) {
  const panel = usePanelStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const id = useId();
  const [isChanging, setChanging] = useState(false);
  const [said, setSaid] = useState('');
  const head = useRef<HTMLDivElement>(null);
  const wasChanging = useRef(false);
  useEffect(() => {
    // The form that had the focus is gone.
    if (wasChanging.current && !isChanging) head.current?.querySelector('button')?.focus();
    wasChanging.current = isChanging;
  }, [isChanging]);
  return (
    <section className={panel.panel} aria-labelledby={id}>
      <div ref={head} className={styles.head}>
        <Subtitle2 as="h2" id={id} className={panel.title}>
          {t('insights.errors.state.title')}
        </Subtitle2>
        <StateBadge state={state} />
        <span className={styles.grow} />
        {canChange && !isChanging && (
          <Button
            icon={<EditRegular />}
            className={styles.change}
            onClick={() => {
              setSaid('');
              setChanging(true);
            }}
          >
            {t('insights.errors.state.change')}
          </Button>
        )}
      </div>
      {isChanging ? (
        <StateForm
          group={group}
          state={state}
          onCancel={() => {
            setChanging(false);
          }}
          onSaved={(next) => {
            onChange(next);
            setSaid(t('insights.errors.state.saved'));
            setChanging(false);
          }}
        />
      ) : (
        <Said state={state} />
      )}
      <LiveRegion role="status">{said}</LiveRegion>
    </section>
  );
}
