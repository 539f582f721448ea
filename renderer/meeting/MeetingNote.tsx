import { makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { CandorMark } from '../CandorMark.tsx';

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
  title: { margin: 0, overflowWrap: 'anywhere' },
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

/** A meeting that is not to be had, now or any more: what happened, and the next step. */
export function MeetingNote({ title, detail, children }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.root} role="status">
      <CandorMark size={48} className={styles.mark} />
      <Subtitle1 as="h1" align="center" className={styles.title}>
        {title}
      </Subtitle1>
      <Text align="center" className={styles.detail}>
        {detail}
      </Text>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
