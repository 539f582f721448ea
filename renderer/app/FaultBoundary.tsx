import { Button, makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { Component, type ReactNode } from 'react';
import { createTexts, resolveLanguage } from '../../contract/text/index.ts';
import { CandorMark } from '../ui/CandorMark.tsx';

const useStyles = makeStyles({
  root: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalM,
    textAlign: 'center',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  title: { margin: 0 },
  mark: { color: tokens.colorNeutralForeground3 },
  detail: { color: tokens.colorNeutralForeground2, marginBottom: tokens.spacingVerticalS },
});

function FaultScreen() {
  const styles = useStyles();
  const { t } = createTexts(resolveLanguage('system', [document.documentElement.lang]));
  return (
    <main>
      <div className={styles.root} role="alert">
        <CandorMark size={56} className={styles.mark} />
        <Title3 as="h1" align="center" className={styles.title}>
          {t('fault.title')}
        </Title3>
        <Text align="center" className={styles.detail}>
          {t('fault.detail')}
        </Text>
        <Button
          appearance="primary"
          icon={<ArrowClockwiseRegular />}
          onClick={() => {
            location.reload();
          }}
        >
          {t('fault.reload')}
        </Button>
      </div>
    </main>
  );
}

/** Offers a way to go on if a page threw; the root's onCaughtError reports the error. */
export class FaultBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <FaultScreen /> : this.props.children;
  }
}
