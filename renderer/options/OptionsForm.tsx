import {
  Button,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { HeadsetRegular, InfoRegular, OptionsRegular } from '@fluentui/react-icons';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from '../ui/useFocusReturn.ts';
import { OpeningButton } from '../ui/OpeningButton.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { useCandor, useView } from '../app/useView.ts';
import { optionsPages, type OptionsPage } from '../../contract/options.ts';
import { AboutPage } from './AboutPage.tsx';
import { AudioPage } from './AudioPage.tsx';
import { GeneralPage } from './GeneralPage.tsx';
import { optionsToSave, type Changes } from './optionsDraft.ts';
import { createSaving } from './saving.ts';

const narrow = '@media (max-width: 640px)';
const low = '@media (max-height: 480px)';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, minHeight: 0 },
  title: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalS}`,
    [narrow]: { paddingInline: tokens.spacingHorizontalL },
    [low]: { paddingBlock: tokens.spacingVerticalS },
  },
  body: {
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { flexDirection: 'column' },
  },
  categories: {
    flexShrink: 0,
    width: '176px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`,
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground2,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    // Fluent centres a tab's name in the width that it reserves for the bold name, which moves it away from its icon.
    '& .fui-Tab__content': { textAlign: 'start' },
    [narrow]: {
      width: 'auto',
      padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
      '& [role=tablist]': { flexWrap: 'wrap' },
      '& .fui-Tab__icon': { display: 'none' },
      borderRight: 'none',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  panel: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    [narrow]: { paddingInline: tokens.spacingHorizontalL },
  },
  failure: { marginBottom: tokens.spacingVerticalL },
  actions: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalXXL}`,
    [narrow]: {
      paddingInline: tokens.spacingHorizontalL,
      '& > button': { minWidth: 0, flexGrow: 1 },
    },
    [low]: { paddingBlock: tokens.spacingVerticalS },
  },
});

/** The categories at the left, in their order. */
const pages = {
  general: { Page: GeneralPage, icon: <OptionsRegular />, nameKey: 'options.general' },
  audio: { Page: AudioPage, icon: <HeadsetRegular />, nameKey: 'options.audio.title' },
  about: { Page: AboutPage, icon: <InfoRegular />, nameKey: 'options.about.title' },
} as const satisfies Readonly<Record<OptionsPage, object>>;

interface Props {
  /** The page that is shown first. */
  readonly firstPage: OptionsPage;
  /** While saving, the dialog stays open and accepts no other choice: what it shows is what is saved. */
  readonly isSaving: boolean;
  readonly onSaving: (isSaving: boolean) => void;
  readonly onClose: () => void;
}

/** One save at a time, whose outcome nobody is told once the dialog is gone. */
function useSaving(onSaving: (isSaving: boolean) => void) {
  const [saving] = useState(createSaving);
  useEffect(
    () => () => {
      saving.forget();
      onSaving(false);
    },
    [saving, onSaving],
  );
  return saving;
}

export function OptionsForm({ firstPage, isSaving, onSaving, onClose }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main, store } = useCandor();
  const view = useView();
  const [changes, setChanges] = useState<Changes>({});
  const saving = useSaving(onSaving);
  const [problem, setProblem] = useState<string>();
  const [page, setPage] = useState(firstPage);
  const { Page } = pages[page];
  const isNarrow = useMediaQuery('(max-width: 640px)');
  const [tab, panel] = [useId(), useId()];
  useFocusReturn();

  const save = (): void => {
    const chosen = optionsToSave(view, changes);
    const hasBegun = saving.begin(
      () => store.save(chosen),
      (failed) => {
        onSaving(false);
        setProblem(failed);
        if (failed === undefined) onClose();
      },
    );
    if (hasBegun) onSaving(true);
  };

  return (
    <form
      className={styles.form}
      aria-busy={isSaving}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <DialogTitle className={styles.title}>{t('options.title')}</DialogTitle>
      <div className={styles.body}>
        <div className={styles.categories}>
          <TabList
            vertical={!isNarrow}
            selectedValue={page}
            onTabSelect={(_, { value }) => {
              setPage(optionsPages.find((it) => it === value) ?? 'general');
            }}
            aria-label={t('options.categories')}
          >
            {optionsPages.map((it) => (
              <Tab
                key={it}
                id={`${tab}-${it}`}
                value={it}
                icon={pages[it].icon}
                aria-controls={panel}
              >
                {t(pages[it].nameKey)}
              </Tab>
            ))}
          </TabList>
        </div>
        <div id={panel} role="tabpanel" aria-labelledby={`${tab}-${page}`} className={styles.panel}>
          {problem !== undefined && (
            <MessageBar intent="error" layout="multiline" className={styles.failure} role="alert">
              <MessageBarBody>{t('options.saveFailed', { problem })}</MessageBarBody>
            </MessageBar>
          )}
          <Page
            changes={changes}
            onChange={(next) => {
              if (!isSaving) setChanges(next);
            }}
          />
        </div>
      </div>
      <div className={styles.actions}>
        <Button appearance="primary" type="submit" disabledFocusable={isSaving}>
          {t('options.ok')}
        </Button>
        <Button onClick={onClose} disabledFocusable={isSaving}>
          {t('options.cancel')}
        </Button>
        <OpeningButton open={() => main.openHelp(null)}>{t('options.help')}</OpeningButton>
      </div>
    </form>
  );
}
