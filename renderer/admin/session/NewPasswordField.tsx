import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/TextField.tsx';

interface Props {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly isShort: boolean;
  readonly onChange: (value: string) => void;
}

/** Where somebody chooses a password. */
export function NewPasswordField({ isShort, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('admin.enrol.password')}
      hint={t('admin.enrol.passwordHint')}
      type="password"
      autoComplete="new-password"
      maxLength={256}
      problem={isShort ? t('admin.enrol.short') : undefined}
      {...rest}
    />
  );
}
