import { Label, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '220px minmax(0, 1fr)',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  track: {
    height: '8px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground5,
    borderRadius: tokens.borderRadiusCircular,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  level: {
    height: '100%',
    backgroundColor: tokens.colorBrandBackground,
    transformOrigin: 'left',
    forcedColorAdjust: 'none',
    '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
  },
});

/**
 * Shows a sound level.
 * @param level from 0 to 1.
 */
export function LevelBar({ label, level }: { label: string; level: number }) {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.row}>
      <Label id={id}>{label}</Label>
      <div
        className={styles.track}
        role="meter"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level * 100)}
      >
        <div className={styles.level} style={{ transform: `scaleX(${level})` }} />
      </div>
    </div>
  );
}
