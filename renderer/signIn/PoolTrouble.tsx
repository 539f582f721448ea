import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  body: { overflowWrap: 'anywhere', paddingBlock: tokens.spacingVerticalXS },
  asked: { display: 'block', color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly problem: string;
  readonly asked?: string;
}

/** Why no pool was set, and which address was asked for one. */
export function PoolTrouble({ problem, asked }: Props) {
  const styles = useStyles();
  return (
    <MessageBar intent="error">
      <MessageBarBody className={styles.body}>
        <span role="alert">{problem}</span>
        {asked !== undefined && <span className={styles.asked}>{asked}</span>}
      </MessageBarBody>
    </MessageBar>
  );
}
