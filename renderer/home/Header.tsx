import {
  Button,
  makeStyles,
  Spinner,
  Subtitle2,
  tokens,
  Tooltip,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { DocumentSearchRegular, SettingsRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CandorMark } from '../ui/CandorMark.tsx';
import { optionsShortcut } from '../options/useOptionsOpen.ts';
import { useOpening } from '../ui/useOpening.ts';
import { useCandor } from '../app/useView.ts';
import { MeetMenu } from './MeetMenu.tsx';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    flexShrink: 0,
    height: '48px',
    boxSizing: 'border-box',
    // The gear's button is wider than its icon: less padding beside it puts the icon on the page's edge.
    paddingInline: '24px 18px',
    '@media (max-width: 480px)': { paddingInline: '16px 10px' },
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  mark: { flexShrink: 0, color: tokens.colorBrandForeground1 },
  name: { margin: 0, flexGrow: 1 },
});

interface Props {
  readonly onOptions: () => void;
  /** Who is signed in; undefined if nobody is. */
  readonly children: ReactNode;
}

export function Header({ onOptions, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const [isOpening, openViewer] = useOpening(() => main.openViewer());
  const restoreFocus = useRestoreFocusTarget();
  return (
    <header className={styles.header}>
      <CandorMark size={24} className={styles.mark} />
      <Subtitle2 as="h1" className={styles.name}>
        {t('app.name')}
      </Subtitle2>
      {children && (
        <Tooltip content={t('viewer.title')} relationship="label">
          <Button
            appearance="subtle"
            icon={isOpening ? <Spinner size="tiny" aria-hidden /> : <DocumentSearchRegular />}
            aria-busy={isOpening}
            onClick={openViewer}
          />
        </Tooltip>
      )}
      <MeetMenu isSignedIn={!!children} />
      <Tooltip content={t('main.options')} relationship="label" positioning="below-end">
        <Button
          {...restoreFocus}
          appearance="subtle"
          icon={<SettingsRegular />}
          aria-haspopup="dialog"
          aria-keyshortcuts={optionsShortcut}
          onClick={onOptions}
        />
      </Tooltip>
      {children}
    </header>
  );
}
