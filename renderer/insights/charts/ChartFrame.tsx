import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  frame: { minWidth: 0, '& svg': { maxWidth: '100%' } },
  // The library measures its container.
  drawing: { height: '100%', '& > *': { maxHeight: '100%' } },
  // Always takes its space, so that nothing moves when something is pointed at.
  readout: {
    minHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
    '@media print': { display: 'none' },
  },
});

interface Props {
  readonly title: string;
  /** In pixels; by default as high as the drawing. */
  readonly height?: number;
  /** Draws it. @param width in pixels. */
  readonly children: (width: number) => ReactNode;
  /** The text for the position pointed at. @param x in pixels from the chart's left edge. */
  readonly read?: (x: number, width: number) => string;
}

/**
 * A chart. It has no tab stops and no text for screen readers, which the library offers only in English: the table
 * beside it says the same to everyone (docs/decisions/0107).
 */
export function ChartFrame({ title, height, children, read }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [pointed, setPointed] = useState<number>();
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => {
      const measured = Math.floor(element.clientWidth);
      // A width of 0 for a moment, as when a screenshot is taken, removes nothing.
      if (measured > 0) setWidth(measured);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div>
      {read && (
        <Text size={200} block aria-hidden="true" className={styles.readout}>
          {pointed === undefined ? '' : read(pointed, width)}
        </Text>
      )}
      <div
        ref={frame}
        className={styles.frame}
        style={height === undefined ? undefined : { height: `${height}px` }}
        role="img"
        aria-label={t('insights.figure.chart', { title })}
        onPointerMove={(event) => {
          setPointed(event.clientX - event.currentTarget.getBoundingClientRect().left);
        }}
        onPointerLeave={() => {
          setPointed(undefined);
        }}
      >
        <div inert className={styles.drawing}>
          {width > 0 && children(width)}
        </div>
      </div>
    </div>
  );
}
