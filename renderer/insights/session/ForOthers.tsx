import { use } from 'react';
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PlainHead } from '../layout/PlainHead.tsx';
import { useHere } from '../place/usePlace.ts';
import { whoseIs } from './mayOpen.ts';
import { SessionContext } from './sessionContext.ts';

/** Says that a page is not for this reader, and for whom it is. */
export function ForOthers() {
  const { t, i18n } = useTranslation();
  const { page } = useHere();
  const { roles } = use(SessionContext);
  const names = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const yours = names.format(roles.map((role) => t(`insights.gate.role.${role}`)));
  return (
    <>
      <PlainHead title={t(`insights.pages.${page}`)} lead={t(`insights.gate.${whoseIs(page)}`)} />
      <Text>{t('insights.gate.yours', { roles: yours })}</Text>
    </>
  );
}
