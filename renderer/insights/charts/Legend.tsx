import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { lookOf } from './series.ts';

const useStyles = makeStyles({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  item: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
});

/** Names the lines. */
export function Legend({ names }: { readonly names: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.legend}>
      {names.map((name, index) => {
        const { color, strokeDasharray } = lookOf(index);
        return (
          <li key={name} className={styles.item}>
            <svg width="28" height="4" aria-hidden="true">
              <line
                x1="0"
                x2="28"
                y1="2"
                y2="2"
                strokeWidth="3"
                {...{ stroke: color, strokeDasharray }}
              />
            </svg>
            <Text size={200}>{name}</Text>
          </li>
        );
      })}
    </ul>
  );
}
