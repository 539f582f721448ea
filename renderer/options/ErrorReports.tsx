import {
  Caption1,
  Checkbox,
  Link,
  makeStyles,
  mergeClasses,
  shorthands,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useId, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lock } from '../../contract/ipc.ts';
import type { DumpChoice } from '../../contract/dumpDecision.ts';
import { useCandor } from '../app/useView.ts';
import { MemoryDumps } from './MemoryDumps.tsx';
import type { Changes } from './optionsDraft.ts';
import { GroupBox } from './GroupBox.tsx';
import { LockReason } from './LockReason.tsx';
import { WhatIsNew } from './WhatIsNew.tsx';
import { Withdrawal } from './Withdrawal.tsx';

const useStyles = makeStyles({
  paragraph: { color: tokens.colorNeutralForeground2 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
  },
  checkbox: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
  // Fluent greys an unticked box's label; here grey means locked.
  open: { '& .fui-Checkbox__label': { color: `${tokens.colorNeutralForeground1} !important` } },
  locked: {
    '& .fui-Checkbox__indicator': {
      backgroundColor: tokens.colorNeutralBackgroundDisabled,
      ...shorthands.borderColor(`${tokens.colorNeutralForegroundDisabled} !important`),
    },
    '& .fui-Checkbox__label, & .fui-Checkbox__input': { cursor: 'not-allowed' },
    '& .fui-Checkbox__label': { color: `${tokens.colorNeutralForeground3} !important` },
    '@media (forced-colors: active)': {
      '& .fui-Checkbox__indicator': shorthands.borderColor('GrayText !important'),
      '& .fui-Checkbox__label': { color: 'GrayText !important' },
    },
  },
  // Where there is no room beside the box's label, the link stands below that label's beginning.
  link: { marginInlineStart: '28px' },
  deleted: {
    marginInlineStart: tokens.spacingHorizontalXXL,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  reason: { marginTop: tokens.spacingVerticalXS },
});

interface Props {
  readonly isTicked: boolean;
  /** What is to go with it, where the box is being unticked. */
  readonly withdrawal: Omit<ComponentProps<typeof Withdrawal>, 'onChange'> | undefined;
  readonly lock: Lock | null;
  readonly memoryDumps: DumpChoice;
  readonly onChange: (changed: Changes) => void;
}

/** The group that asks for consent; locked, its box can still be reached and read, but not changed. */
export function ErrorReports({ isTicked, withdrawal, lock, memoryDumps, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const reason = useId();
  const isLocked = lock !== null;
  return (
    <GroupBox title={t('options.improve.title')}>
      <Text className={styles.paragraph}>{t('options.improve.paragraph')}</Text>
      <WhatIsNew />
      <div>
        <div className={styles.row}>
          <Checkbox
            className={mergeClasses(styles.checkbox, isLocked ? styles.locked : styles.open)}
            label={t('options.improve.checkbox')}
            checked={isTicked}
            aria-disabled={isLocked}
            aria-describedby={isLocked ? reason : undefined}
            onChange={(_, { checked }) => {
              if (!isLocked) onChange({ errorReports: checked === true });
            }}
          />
          <Link
            as="button"
            inline
            type="button"
            className={styles.link}
            aria-label={t('options.improve.learnMoreLabel')}
            onClick={() => void main.openHelp()}
          >
            {t('options.improve.learnMore')}
          </Link>
        </div>
        {/* There before its text, so that screen readers are told of it. */}
        <div role="status" className={styles.deleted}>
          {withdrawal && <Caption1 block>{t('options.improve.withdrawal.deleted')}</Caption1>}
        </div>
        {withdrawal && <Withdrawal {...withdrawal} onChange={onChange} />}
        <LockReason id={reason} lock={lock} className={styles.reason} />
      </div>
      <MemoryDumps value={memoryDumps} isOff={!isTicked} onChange={onChange} />
    </GroupBox>
  );
}
