import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../contract/datum.ts';
import { useView } from '../app/useView.ts';
import { Fields } from './Fields.tsx';
import { recordParts } from './recordParts.ts';

/** The fields of a record that is stored as text. */
export function FieldTable({
  category,
  text,
  labelledBy,
}: {
  category: Category;
  text: string;
  labelledBy: string;
}) {
  const { t } = useTranslation();
  const { language } = useView();
  const parts = recordParts(text);
  if (parts === undefined) return <Text>{t('viewer.record.noFields')}</Text>;
  return <Fields {...parts} category={category} language={language} labelledBy={labelledBy} />;
}
