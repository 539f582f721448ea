import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../contract/insights/answers.ts';
import type { Measure } from './DayFigure.tsx';

/** The usage counters with their names. */
export function useMeasures() {
  const { t } = useTranslation();
  const measure = (
    key:
      | 'sessions'
      | 'imSent'
      | 'imReceived'
      | 'callsMade'
      | 'meetingJoinAttempts'
      | 'meetingJoinSuccesses',
  ): Measure<UsageRow> => ({
    key,
    label: t(`insights.use.${key}`),
    kind: 'count',
    value: (row) => row[key],
  });
  const minutes: Measure<UsageRow> = {
    key: 'callMinutes',
    label: t('insights.use.callMinutes'),
    kind: 'count',
    value: ({ callMinutesTenths: tenths }) => (tenths === null ? null : tenths / 10),
  };
  return {
    sessions: measure('sessions'),
    sent: measure('imSent'),
    received: measure('imReceived'),
    calls: measure('callsMade'),
    minutes,
    attempts: measure('meetingJoinAttempts'),
    joined: measure('meetingJoinSuccesses'),
  };
}
