import { useTranslation } from 'react-i18next';
import type { Answer, ErrorRow } from '../../../contract/insights/answers.ts';
import { useAnswer, type Loaded } from '../answers/useAnswer.ts';
import type { Answered } from '../errors/shownAs.ts';
import { groupTitle, kindText } from '../errors/errorWords.ts';
import { Figure } from '../figure/Figure.tsx';
import { useHere } from '../place/usePlace.ts';
import { besideEachOther, type ErrorOfBoth } from './errorsOfBoth.ts';

type Errors = Loaded<Answer<'errors'>>;

/** Combines both answers once both have arrived. */
function joined(version: Errors, against: Errors): Answered<ErrorOfBoth<ErrorRow>> {
  if (version.state !== 'answered') return version;
  if (against.state !== 'answered') return against;
  const { k, suppressed, rows } = version.answer;
  return {
    state: 'answered',
    answer: {
      k,
      suppressed: suppressed || against.answer.suppressed,
      // A reader who sees every report sees every group.
      rows: besideEachOther(rows, against.answer.rows, k === 1 ? 0 : null),
    },
  };
}

/** Which errors two versions reported, and how often. */
export function ReleaseErrors(versions: { readonly version: string; readonly against: string }) {
  const { version, against } = versions;
  const { t } = useTranslation();
  const { period } = useHere();
  const shown = joined(
    useAnswer('errors', 'group', { period, filter: { name: 'version', value: version } }),
    useAnswer('errors', 'group', { period, filter: { name: 'version', value: against } }),
  );
  return (
    <Figure
      isWide
      whose="people"
      title={t('insights.releases.errors')}
      explain={t('insights.releases.errorsExplain')}
      finding={(rows) => {
        const count = rows.filter((row) => row.version && !row.against).length;
        return t('insights.releases.errorsFinding', { count, ...versions });
      }}
      name="candor-releases-errors"
      shown={shown}
      table={(rows) => ({
        columns: [
          { key: 'error', label: t('insights.errors.group'), kind: 'text' },
          { key: 'kind', label: t('insights.errors.kind'), kind: 'text' },
          { key: 'version', label: version, kind: 'count' },
          { key: 'against', label: against, kind: 'count' },
        ],
        rows: rows.map((row) => [
          groupTitle(t, row.error),
          kindText(t, row.error),
          row.version,
          row.against,
        ]),
      })}
    />
  );
}
