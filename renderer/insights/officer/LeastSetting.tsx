import { Button, Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { raisesOf } from '../../../contract/insights/serviceSettings.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import type { Problem } from '../answers/ask.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { useWords } from '../figure/useWords.ts';
import { Facts } from './Facts.tsx';
import type { SetSettings } from './useServiceSettings.ts';

const useStyles = makeStyles({
  raise: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    '@media print': { display: 'none' },
  },
  field: { minWidth: '120px' },
  where: { maxWidth: '72ch', color: tokens.colorNeutralForeground3 },
});

interface Props {
  /** The number in force. */
  readonly k: number;
  readonly set: SetSettings;
}

/** The fewest devices that a number may be about, which an officer can raise. */
export function LeastSetting({ k, set }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const raises = raisesOf(k);
  const [chosen, setChosen] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const [said, setSaid] = useState('');
  const [first] = raises;
  const wanted = chosen !== undefined && raises.includes(chosen) ? chosen : first;
  const raise = async (leastDevices: number) => {
    const failure = await set({ leastDevices });
    setProblem(failure);
    setSaid(failure ? '' : t('insights.settings.raised', { count: leastDevices }));
  };
  return (
    <>
      <Facts facts={[[t('insights.settings.ofNumber'), words.count(k)]]} />
      {wanted !== undefined && (
        <div className={styles.raise}>
          <Field className={styles.field} label={t('insights.settings.raiseTo')}>
            <Select
              value={String(wanted)}
              onChange={(_, { value }) => {
                setChosen(Number(value));
              }}
            >
              {raises.map((raised) => (
                <option key={raised} value={String(raised)}>
                  {words.count(raised)}
                </option>
              ))}
            </Select>
          </Field>
          <ConfirmDialog
            button={<Button>{t('insights.settings.raise')}</Button>}
            title={t('insights.settings.raiseTitle', { count: wanted })}
            detail={t('insights.settings.raiseDetail')}
            confirm={t('insights.settings.raiseConfirm')}
            onConfirm={() => void raise(wanted)}
          />
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      <Text block size={200} className={styles.where}>
        {t('insights.settings.leastWhere', { option: '--least-devices' })}
      </Text>
      <LiveRegion role="status">{said}</LiveRegion>
    </>
  );
}
