import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { columns, heardWhereNarrow, RecordRow, ROW_HEIGHT } from './RecordRow.tsx';
import type { useRecords } from './useRecords.ts';

const HEAD_HEIGHT = 33;

const useStyles = makeStyles({
  // The grid itself scrolls, since it has the focus, and says which of its rows is active.
  grid: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    scrollBehavior: 'auto',
    containerType: 'inline-size',
    ':focus-visible': { outline: 'none' },
  },
  rows: { position: 'relative' },
  head: {
    ...typographyStyles.caption1Strong,
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: `${HEAD_HEIGHT}px`,
    boxSizing: 'border-box',
    display: 'grid',
    ...columns,
    alignItems: 'center',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  state: heardWhereNarrow,
});

interface Props {
  readonly label: string;
  readonly records: ReturnType<typeof useRecords> & { readonly total: number };
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** How far each key moves, given the number of visible rows. */
const steps: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
  Home: () => -Infinity,
  End: () => Infinity,
};

/** All records in one table, of which only the visible ones are rendered. */
export function RecordTable({ label, records, chosen, onChoose }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { total, rows, ensure } = records;
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [active, setActive] = useState(0);
  const [hasFocus, setFocus] = useState(false);
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here and handed on to nothing memoised
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    paddingStart: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    ensure(first, last);
  }, [ensure, first, last]);

  const choose = (index: number) => {
    setActive(index);
    const row = rows.get(index);
    if (row) onChoose(row.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === 'Enter' || event.key === ' ') choose(active);
    else if (step) {
      const page = Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT);
      const next = Math.max(0, Math.min(total - 1, active + step(page)));
      setActive(next);
      virtual.scrollToIndex(next);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-activedescendant={`${prefix}-${active}`}
      className={styles.grid}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => {
        setFocus(true);
      }}
      onBlur={() => {
        setFocus(false);
      }}
    >
      <div
        role="presentation"
        className={styles.rows}
        style={{ height: `${virtual.getTotalSize()}px` }}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          <span role="columnheader">{t('viewer.records.made')}</span>
          <span role="columnheader">{t('viewer.records.name')}</span>
          <span role="columnheader">
            <span className={styles.state}>{t('viewer.records.state')}</span>
          </span>
        </div>
        {items.map(({ index, start }) => (
          <RecordRow
            key={index}
            id={`${prefix}-${index}`}
            index={index}
            top={start}
            row={rows.get(index)}
            isChosen={chosen !== undefined && rows.get(index)?.id === chosen}
            isActive={hasFocus && index === active}
            onChoose={choose}
          />
        ))}
      </div>
    </div>
  );
}
