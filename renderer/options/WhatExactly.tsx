import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { catalogue } from '../../contract/catalogue.ts';
import type { Datum } from '../../contract/datum.ts';
import { consentText } from '../../contract/consentText.ts';
import { useView } from '../app/useView.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalXS,
    paddingInlineStart: tokens.spacingHorizontalM,
    borderInlineStartWidth: '2px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
    color: tokens.colorNeutralForeground2,
  },
});

/** Every datum that a yes to error reports covers, from the consent text itself, so that it can't say less. */
export function WhatExactly({ id }: { id: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const data: Readonly<Record<string, Datum>> = catalogue.error;
  const list = (identifies: boolean): string =>
    new Intl.ListFormat(language, { type: 'unit' }).format(
      consentText.fields
        .filter((name) => (data[name]?.pii === 'person') === identifies)
        .map((name) => data[name]?.label[language] ?? name),
    );
  const texts = 'options.improve.exactly';
  return (
    <div id={id} role="group" aria-label={t(`${texts}.title`)} className={styles.root}>
      <Caption1 block>{t(`${texts}.person`, { fields: list(true) })}</Caption1>
      <Caption1 block>{t(`${texts}.others`, { fields: list(false) })}</Caption1>
      <Caption1 block>{t(`${texts}.when`)}</Caption1>
    </div>
  );
}
