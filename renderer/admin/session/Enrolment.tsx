import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { adminPaths } from '../../../contract/admin/paths.ts';
import {
  adminCode,
  adminPassword,
  adminSession,
  enrolmentOffer,
  type AdminSession,
  type EnrolmentOffer,
} from '../../../contract/admin/session.ts';
import { CardForm } from '../../webPage/CardForm.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';
import { OneTimeLink } from './OneTimeLink.tsx';
import { QrCode } from './QrCode.tsx';

const useStyles = makeStyles({
  code: { alignSelf: 'center' },
  secret: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface FormProps {
  readonly secret: string;
  readonly offer: EnrolmentOffer;
  readonly onSignedIn: (session: AdminSession) => void;
}

function EnrolmentForm({ secret, offer, onSignedIn }: FormProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { isBusy, problem, run } = useDeed();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [lacking, setLacking] = useState<'password' | 'code'>();
  const passwordField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const submit = async () => {
    const isShort = !adminPassword.safeParse(password).success;
    const lack = isShort ? 'password' : adminCode.safeParse(code).success ? undefined : 'code';
    setLacking(lack);
    if (lack) {
      (lack === 'code' ? codeField : passwordField).current?.focus();
      return;
    }
    const body = { secret, password, code };
    const session = await run(() =>
      askPool(adminPaths.enrolment, adminSession, { method: 'POST', body }),
    );
    if (session) onSignedIn(session);
    else codeField.current?.select();
  };
  return (
    <CardForm onSubmit={() => void submit()}>
      <input type="hidden" autoComplete="username" value={offer.name} readOnly />
      <NewPasswordField
        input={passwordField}
        value={password}
        isShort={lacking === 'password'}
        onChange={setPassword}
      />
      <Text>{t('admin.enrol.scan')}</Text>
      <div className={styles.code}>
        <QrCode text={offer.totpAddress} label={t('admin.enrol.qr')} />
      </div>
      <Text size={200} className={styles.quiet}>
        {t('admin.enrol.orType')}{' '}
        <code className={styles.secret}>
          {offer.totpSecret.replaceAll(/(.{4})/g, '$1 ').trim()}
        </code>
      </Text>
      <TextField
        label={t('admin.signIn.code')}
        hint={t('admin.signIn.codeHint')}
        input={codeField}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={16}
        value={code}
        problem={lacking === 'code' ? t('admin.signIn.lacking.code') : undefined}
        onChange={setCode}
      />
      <ProblemBar problem={problem} />
      <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
        {t('admin.enrol.submit')}
      </Button>
    </CardForm>
  );
}

interface Props {
  readonly secret: string;
  readonly onSignedIn: (session: AdminSession) => void;
}

/** Where a new administrator, or one who begins anew, chooses a password and sets up their authenticator. */
export function Enrolment({ secret, onSignedIn }: Props) {
  const { t } = useTranslation();
  return (
    <OneTimeLink
      secret={secret}
      path={adminPaths.enrolmentLook}
      schema={enrolmentOffer}
      title={t('admin.enrol.title')}
      lead={({ name, role }) => t('admin.enrol.lead', { name, role: t(`admin.role.${role}`) })}
    >
      {(offer) => <EnrolmentForm secret={secret} offer={offer} onSignedIn={onSignedIn} />}
    </OneTimeLink>
  );
}
