import type { TFunction } from 'i18next';
import type { ErrorRow } from '../../../contract/insights/answers.ts';

type Named = Pick<ErrorRow, 'kind' | 'title'>;

/** What kind of thing went wrong. */
export const kindText = (t: TFunction, { kind }: Pick<ErrorRow, 'kind'>): string =>
  kind === 'problem' ? t('insights.errors.problem') : t(`viewer.recordName.${kind}`);

/** What a group is called: an exception by its type, a crash by its signature, what has a code by kind and code. */
export function groupTitle(t: TFunction, { kind, title }: Named): string {
  if (kind === 'problem') return kindText(t, { kind });
  if (kind === 'exception') return title;
  if (kind === 'crash') return title.split('/').join(' · ');
  return t('insights.errors.coded', { kind: kindText(t, { kind }), code: title });
}

/** The kind of those that aren't called by it. */
export const kindBeside = (t: TFunction, { kind }: Pick<ErrorRow, 'kind'>): readonly string[] =>
  kind === 'exception' || kind === 'crash' ? [kindText(t, { kind })] : [];

/** Something that is told, by its name. */
export const factText = (
  t: TFunction,
  name: 'reports' | 'occurrences' | 'people' | 'firstDay' | 'lastDay' | 'versions',
  value: string,
): string => t('insights.errors.fact', { name: t(`insights.errors.${name}`), value });

/** How each system's native exceptions are called (electron/core/minidump/exceptionKind.ts). */
const exceptions = [
  ['Windows', 'EXCEPTION_'],
  ['Windows', 'STATUS_'],
  ['Windows', 'OUT_OF_MEMORY'],
  ['macOS', 'EXC_'],
  ['Linux', 'SIG'],
] as const;

/** On which system a group of crashes happens, as the kind of its exception tells; undefined where nothing does. */
export function systemOf({ kind, group }: Pick<ErrorRow, 'kind' | 'group'>): string | undefined {
  if (kind !== 'crash') return undefined;
  const [, , exception = ''] = group.split('/');
  return exceptions.find(([, start]) => exception.startsWith(start))?.[0];
}
