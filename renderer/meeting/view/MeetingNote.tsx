import { makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { useRef, type ReactNode } from 'react';
import { CandorMark } from '../../ui/CandorMark.tsx';
import { useFocusOnArrival } from './useFocusOnArrival.ts';

const useStyles = makeStyles({
  root: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalXXL,
    textAlign: 'center',
    overflowY: 'auto',
  },
  mark: { flexShrink: 0, color: tokens.colorBrandForeground1 },
  // It is focused to be read aloud, and can't be pressed.
  title: { margin: 0, overflowWrap: 'anywhere', outlineStyle: 'none' },
  detail: { maxWidth: '440px', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
  },
});

interface Props {
  readonly title: string;
  readonly detail: string;
  /** What the person can do now. */
  readonly children?: ReactNode;
}

/** A meeting that is not available, now or any more: what happened, and the next step. */
export function MeetingNote({ title, detail, children }: Props) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnArrival(heading);
  return (
    <div className={styles.root}>
      <CandorMark size={48} className={styles.mark} />
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        <Subtitle1 block align="center">
          {title}
        </Subtitle1>
      </h1>
      <Text align="center" className={styles.detail} role="status">
        {detail}
      </Text>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
