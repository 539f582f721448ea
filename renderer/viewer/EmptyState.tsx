import { Body1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  box: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalXXL,
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
  icon: { fontSize: '40px' },
  title: { margin: 0, color: tokens.colorNeutralForeground1 },
});

/** What stands where there is nothing to show, and what would bring something. */
export function EmptyState({ title, detail }: { title: string; detail?: string }) {
  const styles = useStyles();
  return (
    <div className={styles.box} role="status">
      <DocumentSearchRegular className={styles.icon} aria-hidden />
      <Subtitle2 as="h2" className={styles.title}>
        {title}
      </Subtitle2>
      {detail !== undefined && <Body1>{detail}</Body1>}
    </div>
  );
}
