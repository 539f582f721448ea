import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import { encode } from 'uqr';

const useStyles = makeStyles({
  // Black on white in the dark theme too: not every camera reads it otherwise.
  code: {
    display: 'block',
    boxSizing: 'border-box',
    width: '200px',
    maxWidth: '100%',
    aspectRatio: '1',
    padding: tokens.spacingHorizontalM,
    backgroundColor: '#fff',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    forcedColorAdjust: 'none',
  },
});

interface Props {
  readonly text: string;
  /** What it is, for who can't see it. */
  readonly label: string;
}

/** A QR code (ISO/IEC 18004), drawn here: the text goes nowhere. */
export function QrCode({ text, label }: Props) {
  const styles = useStyles();
  const { size, path } = useMemo(() => {
    const { size: side, data } = encode(text, { ecc: 'M', border: 0 });
    const dots = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { size: side, path: dots.join('') };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={styles.code}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
