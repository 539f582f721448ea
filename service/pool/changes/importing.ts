import type { AdminProblem } from '../../../contract/admin/problems.ts';
import { shownName } from '../../../contract/admin/accounts.ts';
import type { ImportLine, ImportPreview } from '../../../contract/admin/imports.ts';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import { done, type Outcome } from '../../shared/outcome.ts';
import { makePassword } from '../accounts/makePassword.ts';
import type { PoolData } from '../accounts/poolData.ts';
import { parseAccountsCsv, type CsvLine } from './csv.ts';
import { domainOf } from './snapshot.ts';

function check(
  data: PoolData,
  { line, address: text, name, fits }: CsvLine,
  seen: Map<string, number>,
): ImportLine {
  const parsed = parseSipAddress(text);
  const address = parsed.ok ? parsed.value : text.slice(0, 400);
  const displayName = name.slice(0, 400);
  const bad = (problem: ImportLine['problem'], first: number | null = null): ImportLine => ({
    line,
    address,
    displayName,
    problem,
    first,
  });
  if (!fits) return bad('columns');
  if (!parsed.ok) return bad('badAddress');
  const first = seen.get(address);
  if (first !== undefined) return bad('twice', first);
  seen.set(address, line);
  if (name !== '' && !shownName.safeParse(name).success) return bad('badName');
  if (!Object.hasOwn(data.organisations, domainOf(address))) return bad('noOrganisation');
  if (Object.hasOwn(data.accounts, address)) return bad('thereAlready');
  return { line, address, displayName: name === '' ? address : name, problem: null, first: null };
}

/** Those whom an import adds, each with a password of their own. */
export const newcomersOf = ({ lines }: Pick<ImportPreview, 'lines'>) =>
  lines
    .filter(({ problem }) => problem === null)
    .map(({ address, displayName }) => ({ address, displayName, password: makePassword() }));

/** What importing a file would do, line by line; nothing is changed. */
export function previewImport(data: PoolData, csv: string): Outcome<ImportPreview, AdminProblem> {
  const parsed = parseAccountsCsv(csv);
  if (!parsed.ok) return parsed;
  const seen = new Map<string, number>();
  const lines = parsed.value.map((line) => check(data, line, seen));
  const good = lines.filter(({ problem }) => problem === null).length;
  return done({ good, bad: lines.length - good, lines });
}
