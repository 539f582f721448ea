import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { CandorMark } from './CandorMark.tsx';

/** Where the words alone have room, beside what one can do. */
const low = '@media (max-height: 400px)';

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
    [low]: { padding: tokens.spacingVerticalM },
  },
  mark: { lineHeight: 0, color: tokens.colorNeutralForeground4, [low]: { display: 'none' } },
  title: { margin: 0, overflowWrap: 'anywhere' },
  detail: { maxWidth: '320px', color: tokens.colorNeutralForeground3 },
  action: { marginTop: tokens.spacingVerticalS },
});

interface Props {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly action?: string;
  readonly onAction?: () => void;
  /** What is drawn above; Candor's mark where nothing is named. */
  readonly mark?: ReactNode;
  /** Whether it is told to those who listen rather than look, as what comes of a search is. */
  readonly isTold?: boolean;
}

/** What stands where there is nothing to show, and what one can do about it. */
export function EmptyState(props: Props) {
  const {
    title,
    detail,
    action,
    onAction,
    mark = <CandorMark size={48} />,
    isTold = false,
  } = props;
  const styles = useStyles();
  return (
    <div className={styles.root} role={isTold ? 'status' : undefined}>
      <div className={styles.mark}>{mark}</div>
      <Subtitle2 as="h2" align="center" className={styles.title}>
        {title}
      </Subtitle2>
      {detail !== undefined && (
        <Text align="center" className={styles.detail}>
          {detail}
        </Text>
      )}
      {action !== undefined && (
        <Button className={styles.action} onClick={onAction}>
          {action}
        </Button>
      )}
    </div>
  );
}
