import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, type ReactNode } from 'react';

const useStyles = makeStyles({
  panel: {
    boxSizing: 'border-box',
    gridColumn: '1 / -1',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    ':focus': { outlineStyle: 'none' },
  },
  title: { margin: 0, overflowWrap: 'anywhere' },
  explain: { maxWidth: '72ch', color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly title: string;
  readonly explain?: string | undefined;
  readonly isBusy?: boolean;
  /** Whether it takes the focus because what had it is gone. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

/** A part of a page that isn't a figure: its title, its explanation, and its contents. */
export function Panel({ title, explain, isBusy = false, takesFocus = false, children }: Props) {
  const styles = useStyles();
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) section.current?.focus();
  }, [takesFocus]);
  return (
    <section
      ref={section}
      tabIndex={takesFocus ? -1 : undefined}
      aria-labelledby={id}
      aria-busy={isBusy}
      className={styles.panel}
    >
      <div>
        <Subtitle2 as="h2" id={id} block className={styles.title}>
          {title}
        </Subtitle2>
        {explain !== undefined && (
          <Text size={200} block className={styles.explain}>
            {explain}
          </Text>
        )}
      </div>
      {children}
    </section>
  );
}
