import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineCheckbox } from '../ui/InlineCheckbox.tsx';
import type { SignInDraft } from './signInDraft.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'start' },
  reason: { marginInlineStart: '28px', color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly canRemember: boolean;
  readonly draft: SignInDraft;
  readonly isBusy: boolean;
  readonly onChange: (changed: Partial<SignInDraft>) => void;
}

/** What is kept for the next start; a password that is not remembered can't sign anybody in. */
export function SignInChoices({ canRemember, draft, isBusy, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const reason = useId();
  const shared = {
    disabled: !canRemember || isBusy,
    ...(canRemember ? {} : { 'aria-describedby': reason }),
  };
  return (
    <div className={styles.root}>
      <InlineCheckbox
        {...shared}
        label={t('signIn.remember')}
        checked={draft.remember}
        onChange={(remember) => {
          onChange({ remember, automatic: remember && draft.automatic });
        }}
      />
      <InlineCheckbox
        {...shared}
        label={t('signIn.automatic')}
        checked={draft.automatic}
        onChange={(automatic) => {
          onChange({ automatic, remember: automatic || draft.remember });
        }}
      />
      {!canRemember && (
        <Caption1 id={reason} className={styles.reason}>
          {t('signIn.cannotRemember')}
        </Caption1>
      )}
    </div>
  );
}
