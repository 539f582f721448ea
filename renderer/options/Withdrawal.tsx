import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineCheckbox } from '../ui/InlineCheckbox.tsx';
import type { Changes } from './optionsDraft.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    paddingInlineStart: tokens.spacingHorizontalXXL,
  },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface Props {
  readonly wanted: Changes;
  /** Whether lines of the log also go to the system's event log. */
  readonly hasEvents: boolean;
  readonly onChange: (changed: Changes) => void;
}

/** What can be deleted along with the error reports, and what stays on this device. */
export function Withdrawal({ wanted, hasEvents, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const stays = useId();
  const texts = 'options.improve.withdrawal';
  return (
    <div role="group" aria-label={t(`${texts}.title`)} className={styles.root}>
      <InlineCheckbox
        label={t('viewer.erasure.also')}
        checked={wanted.eraseSent ?? false}
        onChange={(eraseSent) => {
          onChange({ eraseSent });
        }}
      />
      <InlineCheckbox
        label={t(`${texts}.clearLog`)}
        aria-describedby={stays}
        checked={wanted.clearLog ?? false}
        onChange={(clearLog) => {
          onChange({ clearLog });
        }}
      />
      <Caption1 block id={stays} className={styles.detail}>
        {t(wanted.clearLog ? `${texts}.staysCleared` : `${texts}.stays`)}
        {hasEvents && ` ${t(`${texts}.staysEvents`)}`}
      </Caption1>
    </div>
  );
}
