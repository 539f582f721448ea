import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { CandorMark } from './CandorMark.tsx';

/** Too low for more than the words and what one can do. */
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
  /** The picture above; Candor's mark by default. */
  readonly mark?: ReactNode;
  /** Whether screen readers announce it, as for the result of a search. */
  readonly isTold?: boolean;
}

/** Shown if there is nothing to show, with what one can do about it. */
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
