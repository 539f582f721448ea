import { readFileSync } from 'node:fs';
import { largestImport, type ImportLine } from '../../../contract/admin/imports.ts';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import { isolate } from '../../../contract/text/isolate.ts';
import type { LocalizedText, Texts } from '../../../contract/text/terminal.ts';
import { codeOf, done, failed, type Outcome } from '../../shared/outcome.ts';
import { formatCsv } from '../changes/csv.ts';
import { newcomersOf, previewImport } from '../changes/importing.ts';
import { turns } from '../changes/turns.ts';
import type { PoolData } from './poolData.ts';

function readCsv(file: string): Outcome<string, LocalizedText> {
  try {
    const text = readFileSync(file, 'utf8');
    return text.length > largestImport
      ? failed((t) => t('poolCommand.import.tooLarge', { file }))
      : done(text);
  } catch (error) {
    return failed((t) => t('poolCommand.unreadable', { path: file, code: codeOf(error) }));
  }
}

/** What is wrong with the file as a whole. */
const fileProblem =
  (problem: AdminProblem): LocalizedText =>
  (t) => {
    if (problem.kind === 'noColumn') return t('poolCommand.import.noColumn');
    if (problem.kind === 'tooManyLines')
      return t('poolCommand.import.tooManyLines', { most: problem.most });
    const line = problem.kind === 'badCsv' ? problem.line : null;
    return line === null
      ? t('poolCommand.import.badCsv')
      : t('poolCommand.import.badCsvAt', { line });
  };

const lineText = (t: Texts, { line, address, problem, first }: ImportLine): string =>
  t('poolCommand.import.line', {
    line,
    address: isolate(address),
    problem: t(`poolCommand.import.problem.${problem ?? 'columns'}`, { first: first ?? line }),
  });

/** An import that can be made: the turn, and the file with each one's password, which is told once. */
export interface Import {
  readonly turn: (data: PoolData) => Outcome<PoolData, LocalizedText>;
  readonly csv: string;
}

/** Reads a file of accounts. If a line is bad, nothing is imported unless such lines are to be left out. */
export function prepareImport(
  data: PoolData,
  { file, leaveOut }: { readonly file: string; readonly leaveOut: boolean },
): Outcome<Import, LocalizedText> {
  const text = readCsv(file);
  if (!text.ok) return text;
  const preview = previewImport(data, text.value);
  if (!preview.ok) return failed(fileProblem(preview.problem));
  const bad = preview.value.lines.filter(({ problem }) => problem !== null);
  if (bad.length > 0 && !leaveOut)
    return failed((t) =>
      [
        t('poolCommand.import.bad', { count: bad.length }),
        ...bad.map((one) => lineText(t, one)),
      ].join('\n'),
    );
  const people = newcomersOf(preview.value);
  const rows = people.map(({ address, displayName, password }) => [address, displayName, password]);
  return done({
    turn(now) {
      const turned = turns.addAccounts(people)(now);
      return turned.ok ? turned : failed((t) => t('poolCommand.import.changed'));
    },
    csv: formatCsv([['address', 'name', 'password'], ...rows]).trimEnd(),
  });
}
