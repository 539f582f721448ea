import { useTranslation } from 'react-i18next';
import type { Problem } from '../answers/askPool.ts';
import { useChangeWords } from './useChangeWords.ts';

/** Says what is wrong, and what to do. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  const { entry } = useChangeWords();
  const time = (seconds: number): string => {
    const [unit, count] =
      seconds > 90
        ? (['minute', Math.ceil(seconds / 60)] as const)
        : (['second', seconds] as const);
    return new Intl.NumberFormat(i18n.language, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    }).format(count);
  };
  return (problem) => {
    switch (problem.kind) {
      case 'clock':
        return t(problem.minutes < 0 ? 'admin.problem.clockBehind' : 'admin.problem.clockAhead', {
          count: Math.abs(problem.minutes),
        });
      case 'wait':
        return t('admin.problem.wait', { time: time(problem.seconds) });
      case 'conflict':
        return problem.changes.length === 0
          ? t('admin.problem.conflictUnknown')
          : t('admin.problem.conflict', { changes: problem.changes.map(entry).join(' ') });
      case 'notUndoable':
        return t(`admin.log.notUndoable.${problem.why}`);
      case 'badPolicy':
        return t('admin.problem.badPolicy', { key: problem.key });
      case 'badCsv':
        return problem.line === null
          ? t('admin.problem.badCsv')
          : t('admin.problem.badCsvLine', { line: problem.line });
      case 'noColumn':
        return t('admin.problem.noColumn', { column: problem.column });
      case 'tooManyLines':
        return t('admin.problem.tooManyLines', { count: problem.most });
      case 'refused':
        return t('admin.problem.refused', { message: problem.message });
      case 'wrong':
      case 'replayed':
      case 'signedOut':
      case 'role':
      case 'link':
      case 'unknown':
      case 'thereAlready':
      case 'fileUnusable':
      case 'unfit':
      case 'lastOwner':
      case 'badAddress':
      case 'noOrganisation':
      case 'otherLines':
      case 'tooMany':
      case 'unreachable':
      case 'unreadable':
        return t(`admin.problem.${problem.kind}`);
    }
  };
}
