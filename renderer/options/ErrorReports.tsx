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
import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons';
import { useId, useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lock } from '../../contract/lock.ts';
import type { DumpChoice } from '../../contract/dumpDecision.ts';
import { MemoryDumps } from './MemoryDumps.tsx';
import type { Changes } from './optionsDraft.ts';
import { useView } from '../app/useView.ts';
import { Kept } from '../ui/Kept.tsx';
import { LearnMore } from '../ui/LearnMore.tsx';
import { besideLink } from './besideLink.ts';
import { GroupBox } from './GroupBox.tsx';
import { LockReason } from './LockReason.tsx';
import { UsageData } from './UsageData.tsx';
import { WhatExactly } from './WhatExactly.tsx';
import { WhatIsNew } from './WhatIsNew.tsx';
import { Withdrawal } from './Withdrawal.tsx';

const useStyles = makeStyles({
  paragraph: { color: tokens.colorNeutralForeground2 },
  row: besideLink,
  exactly: { whiteSpace: 'nowrap' },
  chevron: { marginInlineStart: tokens.spacingHorizontalXXS, verticalAlign: '-2px' },
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
  // If there is no room beside the box's label, the link goes below the label's beginning.
  link: { marginInlineStart: '28px' },
  kept: { marginInlineStart: '28px' },
  deleted: {
    marginInlineStart: tokens.spacingHorizontalXXL,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  reason: { marginTop: tokens.spacingVerticalXS },
});

interface Props {
  readonly isTicked: boolean;
  /** What else to delete, if the box is being unticked. */
  readonly withdrawal: Omit<ComponentProps<typeof Withdrawal>, 'onChange'> | undefined;
  readonly lock: Lock | null;
  readonly memoryDumps: DumpChoice;
  readonly onChange: (changed: Changes) => void;
}

/** The group that asks for consent; if locked, its box can still be focused and read, but not changed. */
export function ErrorReports({ isTicked, withdrawal, lock, memoryDumps, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { serviceUrl } = useView();
  const [reason, exactly] = [useId(), useId()];
  const [isUnfolded, setUnfolded] = useState(false);
  const isLocked = lock !== null;
  const Chevron = isUnfolded ? ChevronUpRegular : ChevronDownRegular;
  return (
    <GroupBox title={t('options.improve.title')}>
      <UsageData />
      <Text className={styles.paragraph}>
        {t('options.improve.paragraph')}{' '}
        <Link
          as="button"
          inline
          type="button"
          className={styles.exactly}
          aria-expanded={isUnfolded}
          aria-controls={exactly}
          onClick={() => {
            setUnfolded(!isUnfolded);
          }}
        >
          {t('options.improve.exactly.title')}
          <Chevron className={styles.chevron} aria-hidden />
        </Link>
      </Text>
      {isUnfolded && <WhatExactly id={exactly} />}
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
          <LearnMore section="error" label={t('options.learnMore.error')} className={styles.link} />
        </div>
        {serviceUrl !== null && <Kept category="error" className={styles.kept} />}
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
