import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

const narrow = '@media (max-width: 480px)';

const useStyles = makeStyles({
  window: {
    height: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  // The content scrolls, so that the answers are visible whatever the window's size.
  content: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    [narrow]: { padding: tokens.spacingHorizontalL },
  },
  heading: { margin: 0 },
  foot: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  warning: {
    borderRadius: 0,
    borderTopWidth: 0,
    borderRightWidth: 0,
    borderLeftWidth: 0,
    paddingInlineStart: tokens.spacingHorizontalXXL,
    [narrow]: { paddingInlineStart: tokens.spacingHorizontalL },
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    [narrow]: { paddingInline: tokens.spacingHorizontalL },
  },
});

interface Props {
  readonly title: string;
  readonly heading: string;
  readonly actions: ReactNode;
  /** What is at stake; shown above the answers, and never scrolled away. */
  readonly warning?: ReactNode;
  readonly children: ReactNode;
}

/** A window that asks one question: what it is about, and below it the answers, always visible. */
export function SmallWindow({ title, heading, actions, warning, children }: Props) {
  const styles = useStyles();
  return (
    <main className={styles.window}>
      <title>{title}</title>
      <div className={styles.content}>
        <Subtitle1 as="h1" className={styles.heading}>
          {heading}
        </Subtitle1>
        {children}
      </div>
      <div className={styles.foot}>
        {warning !== undefined && (
          <MessageBar intent="warning" layout="multiline" className={styles.warning}>
            <MessageBarBody>{warning}</MessageBarBody>
          </MessageBar>
        )}
        <div className={styles.actions}>{actions}</div>
      </div>
    </main>
  );
}
