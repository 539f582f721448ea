import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  frame: { minWidth: 0, '& svg': { maxWidth: '100%' } },
  // The library measures what it is in.
  drawing: { height: '100%', '& > *': { maxHeight: '100%' } },
  // The room is there before anything is pointed at, so that nothing moves.
  readout: {
    minHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
    '@media print': { display: 'none' },
  },
});

interface Props {
  readonly title: string;
  /** In pixels; as high as what is drawn where it isn't given. */
  readonly height?: number;
  /** Draws it. @param width in pixels. */
  readonly children: (width: number) => ReactNode;
  /** What is told of the place that is pointed at. @param x in pixels from the chart's left edge. */
  readonly read?: (x: number, width: number) => string;
}

/**
 * A picture of numbers. It has no stops for the keyboard and no words for screen readers, which the library
 * has in English alone: the table beside it says the same to everyone (docs/decisions/0107).
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
      // A window that has no room for a moment, as when it is photographed, takes nothing away.
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
