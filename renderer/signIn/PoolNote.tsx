import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../app/useView.ts';
import { LockReason } from '../options/LockReason.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  pool: { color: tokens.colorNeutralForeground3, textAlign: 'center', overflowWrap: 'anywhere' },
});

interface Props {
  readonly poolUrl: string;
  readonly isBusy: boolean;
  readonly onChange: () => void;
}

/** The pool that one signs in to: it can be changed by whoever set it, or with the policy that fixes it. */
export function PoolNote({ poolUrl, isBusy, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { poolNaming } = useView();
  const reason = useId();
  return (
    <div className={styles.root}>
      <Caption1 className={styles.pool}>
        {t('signIn.pool', { host: new URL(poolUrl).host })}
      </Caption1>
      {poolNaming.by === 'person' && !isBusy && (
        <Button size="small" aria-label={t('pool.changing')} onClick={onChange}>
          {t('pool.change')}
        </Button>
      )}
      {poolNaming.by === 'policy' && <LockReason id={reason} lock={poolNaming.lock} />}
    </div>
  );
}
