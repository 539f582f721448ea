import type { TFunction } from 'i18next';
import type { ErrorRow } from '../../../contract/insights/answers.ts';

/** What a group is called. */
export const groupTitle = (t: TFunction, { title, group }: Pick<ErrorRow, 'title' | 'group'>) =>
  title ?? group ?? t('insights.errors.rare');

/** What kind of thing went wrong. */
export const kindText = (t: TFunction, { kind }: Pick<ErrorRow, 'kind'>) =>
  kind === null ? '' : t(`viewer.recordName.${kind}`);
