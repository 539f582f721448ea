import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { passwordChosen, passwordOffer } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { CardForm } from '../../webPage/CardForm.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';
import { OneTimeLink } from './OneTimeLink.tsx';

function PasswordForm({ secret }: { readonly secret: string }) {
  const { t } = useTranslation();
  const { isBusy, problem, run } = useDeed();
  const [password, setPassword] = useState('');
  const [isShort, setShort] = useState(false);
  const [isDone, setDone] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    const body = { secret, password };
    if (!passwordChosen.safeParse(body).success) {
      setShort(true);
      field.current?.focus();
      return;
    }
    const answer = await run(() =>
      askPool(adminPaths.password, z.unknown(), { method: 'POST', body }),
    );
    if (answer !== undefined) setDone(true);
  };
  if (isDone)
    return (
      <MessageBar intent="success" layout="multiline" role="status">
        <MessageBarBody>{t('admin.choose.done')}</MessageBarBody>
      </MessageBar>
    );
  return (
    <CardForm onSubmit={() => void submit()}>
      <NewPasswordField
        input={field}
        value={password}
        isShort={isShort}
        onChange={(value) => {
          setPassword(value);
          setShort(false);
        }}
      />
      <ProblemBar problem={problem} />
      <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
        {t('admin.choose.submit')}
      </Button>
    </CardForm>
  );
}

/** Where somebody who was given a one-time link chooses the password of their account. */
export function ChoosePassword({ secret }: { readonly secret: string }) {
  const { t } = useTranslation();
  return (
    <OneTimeLink
      secret={secret}
      path={adminPaths.passwordLook}
      schema={passwordOffer}
      title={t('admin.choose.title')}
      lead={({ address }) => t('admin.choose.lead', { address })}
    >
      {() => <PasswordForm secret={secret} />}
    </OneTimeLink>
  );
}
