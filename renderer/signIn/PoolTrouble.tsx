import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';

const useStyles = makeStyles({
  body: { overflowWrap: 'anywhere', paddingBlock: tokens.spacingVerticalXS },
  asked: { display: 'block', color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly problem: string;
  readonly asked?: string;
}

/** Why no pool was set, and which address was requested. */
export function PoolTrouble({ problem, asked }: Props) {
  const styles = useStyles();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a small window it may be below the edge.
    root.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return (
    <div ref={root}>
      <MessageBar intent="error">
        <MessageBarBody className={styles.body}>
          <span role="alert">{problem}</span>
          {asked !== undefined && <span className={styles.asked}>{asked}</span>}
        </MessageBarBody>
      </MessageBar>
    </div>
  );
}
