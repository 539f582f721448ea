import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
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
  },
  mark: { color: tokens.colorNeutralForeground4 },
  title: { margin: 0, overflowWrap: 'anywhere' },
  detail: { maxWidth: '320px', color: tokens.colorNeutralForeground3 },
  action: { marginTop: tokens.spacingVerticalS },
});

interface Props {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly action?: string;
  readonly onAction?: () => void;
}

/** What stands where there is nothing to show, and what one can do about it. */
export function EmptyState({ title, detail, action, onAction }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <CandorMark size={48} className={styles.mark} />
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
