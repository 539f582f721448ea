import { makeStyles, tokens } from '@fluentui/react-components';

const WIDTH = 120;
const HEIGHT = 32;
const GAP = 1;

const useStyles = makeStyles({
  trend: { flexShrink: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  bar: {
    fill: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
});

/** A trend at a glance; the words and the table beside it give the numbers. */
export function Trend({ values }: { readonly values: readonly (number | null)[] }) {
  const styles = useStyles();
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length);
  return (
    <svg width={WIDTH} height={HEIGHT} className={styles.trend} aria-hidden="true">
      {values.map((value, index) => {
        const height = ((value ?? 0) / most) * (HEIGHT - 2);
        return (
          <rect
            key={index}
            className={styles.bar}
            x={index * step}
            y={HEIGHT - height}
            width={Math.max(1, step - GAP)}
            height={height}
          />
        );
      })}
    </svg>
  );
}
