import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { adminCode, adminSession, type AdminSession } from '../../../contract/admin/session.ts';
import { CardForm } from '../../webPage/CardForm.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { SignInCard } from '../../webPage/SignInCard.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { ProblemBar } from '../layout/ProblemBar.tsx';

type Field = 'name' | 'password' | 'code';

interface Props {
  readonly hasEnded: boolean;
  readonly onSignedIn: (session: AdminSession) => void;
}

function SignInForm({ onSignedIn }: Pick<Props, 'onSignedIn'>) {
  const { t } = useTranslation();
  const { isBusy, problem, run } = useDeed();
  const [given, setGiven] = useState({ name: '', password: '', code: '' });
  const [lacking, setLacking] = useState<Field>();
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const focus = (field: Field) => {
    const fields = { name: nameField, password: passwordField, code: codeField } as const;
    fields[field].current?.select();
  };
  const lacks = (): Field | undefined => {
    if (given.name.trim() === '') return 'name';
    if (given.password === '') return 'password';
    return adminCode.safeParse(given.code).success ? undefined : 'code';
  };
  const submit = async () => {
    const lack = lacks();
    setLacking(lack);
    if (lack) {
      focus(lack);
      return;
    }
    const session = await run(() =>
      askPool(adminPaths.session, adminSession, { method: 'POST', body: given }),
    );
    if (session) onSignedIn(session);
    // Another code is needed in any case.
    else focus('code');
  };
  const change = (field: Field) => (value: string) => {
    setGiven({ ...given, [field]: value });
    if (lacking === field) setLacking(undefined);
  };
  const said = (field: Field) =>
    lacking === field ? t(`admin.signIn.lacking.${field}`) : undefined;
  return (
    <CardForm onSubmit={() => void submit()}>
      <ProblemBar problem={problem} />
      <TextField
        label={t('admin.signIn.name')}
        input={nameField}
        isAddress
        autoComplete="username"
        maxLength={64}
        value={given.name}
        problem={said('name')}
        onChange={change('name')}
      />
      <TextField
        label={t('admin.signIn.password')}
        input={passwordField}
        type="password"
        autoComplete="current-password"
        maxLength={256}
        value={given.password}
        problem={said('password')}
        onChange={change('password')}
      />
      <TextField
        label={t('admin.signIn.code')}
        hint={t('admin.signIn.codeHint')}
        input={codeField}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={16}
        value={given.code}
        problem={said('code')}
        onChange={change('code')}
      />
      <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
        {t('admin.signIn.submit')}
      </Button>
    </CardForm>
  );
}

/** Where an administrator says who they are, to come back to where they were. */
export function SignIn({ hasEnded, onSignedIn }: Props) {
  const { t } = useTranslation();
  return (
    <SignInCard
      pageTitle={t('admin.pageTitle', { page: t('admin.signIn.submit') })}
      title={t('admin.signIn.title')}
      lead={t('admin.signIn.lead', { host: location.host })}
    >
      {hasEnded && (
        <MessageBar intent="info" layout="multiline" role="status">
          <MessageBarBody>{t('admin.problem.signedOut')}</MessageBarBody>
        </MessageBar>
      )}
      <SignInForm onSignedIn={onSignedIn} />
    </SignInCard>
  );
}
