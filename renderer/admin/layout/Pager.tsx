import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../../ui/LiveRegion.tsx';

const useStyles = makeStyles({
  pager: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    '@media print': { display: 'none' },
  },
  range: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  /** Which part of how much is shown, in words. */
  readonly range: string;
  readonly back: (() => void) | undefined;
  readonly forth: (() => void) | undefined;
}

/** The way through a list that is shown a page at a time; told anew whenever another part is shown. */
export function Pager({ range, back, forth }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.pager} role="group" aria-label={t('admin.pager.label')}>
      {(back ?? forth) !== undefined && (
        <>
          <Button disabledFocusable={!back} onClick={() => back?.()}>
            {t('admin.pager.back')}
          </Button>
          <Button disabledFocusable={!forth} onClick={() => forth?.()}>
            {t('admin.pager.forth')}
          </Button>
        </>
      )}
      <Text size={200} className={styles.range}>
        {range}
      </Text>
      <LiveRegion role="status">{range}</LiveRegion>
    </div>
  );
}
