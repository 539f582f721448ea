import type { TFunction } from 'i18next';
import type { ErrorRow } from '../../../contract/insights/answers.ts';

type Named = Pick<ErrorRow, 'kind' | 'title'>;

/** What kind of error it is. */
export const kindText = (t: TFunction, { kind }: Pick<ErrorRow, 'kind'>): string =>
  kind === 'problem' ? t('insights.errors.problem') : t(`viewer.recordName.${kind}`);

/** A group's title: an exception's type, a crash's signature, or else kind and code. */
export function groupTitle(t: TFunction, { kind, title }: Named): string {
  if (kind === 'problem') return kindText(t, { kind });
  if (kind === 'exception') return title;
  if (kind === 'crash') return title.split('/').join(' · ');
  return t('insights.errors.coded', { kind: kindText(t, { kind }), code: title });
}

/** The kind of the groups whose title doesn't include it. */
export const kindBeside = (t: TFunction, { kind }: Pick<ErrorRow, 'kind'>): readonly string[] =>
  kind === 'exception' || kind === 'crash' ? [kindText(t, { kind })] : [];

/** The name of a fact. */
export const factText = (
  t: TFunction,
  name: 'reports' | 'occurrences' | 'people' | 'firstDay' | 'lastDay' | 'versions',
  value: string,
): string => t('insights.errors.fact', { name: t(`insights.errors.${name}`), value });

/** The names of each system's native exceptions (electron/core/minidump/exceptionKind.ts). */
const exceptions = [
  ['Windows', 'EXCEPTION_'],
  ['Windows', 'STATUS_'],
  ['Windows', 'OUT_OF_MEMORY'],
  ['macOS', 'EXC_'],
  ['Linux', 'SIG'],
] as const;

/** The system of a group of crashes, according to the kind of its exception; undefined if that says nothing. */
export function systemOf({ kind, group }: Pick<ErrorRow, 'kind' | 'group'>): string | undefined {
  if (kind !== 'crash') return undefined;
  const [, , exception = ''] = group.split('/');
  return exceptions.find(([, start]) => exception.startsWith(start))?.[0];
}
