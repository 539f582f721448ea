import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { providersSchema, type Providers } from '../../../contract/insights/session.ts';
import { CardForm } from '../../webPage/CardForm.tsx';
import { SignInCard } from '../../webPage/SignInCard.tsx';
import { ask, type Problem } from '../answers/ask.ts';
import { rememberPlace } from '../place/returning.ts';

const useStyles = makeStyles({
  or: { color: tokens.colorNeutralForeground3, textAlign: 'center' },
});

/** The sign-in provider; null if there is none or the service doesn't answer. */
function useProvider(): Providers['openIdConnect'] {
  const [provider, setProvider] = useState<Providers['openIdConnect']>(null);
  useEffect(() => {
    void ask('session/providers', providersSchema).then((asked) => {
      if (asked.ok) setProvider(asked.value.openIdConnect);
    });
  }, []);
  return provider;
}

function useProblemText() {
  const { t } = useTranslation();
  return (problem: Problem): string => {
    switch (problem.kind) {
      case 'signedOut':
      case 'forbidden':
        return t('insights.signIn.wrong');
      case 'tooMany':
        return t('insights.signIn.tooMany');
      case 'refused':
        return t('insights.problem.refused', { message: problem.message });
      case 'busy':
      case 'unnoted':
      case 'unreachable':
      case 'unreadable':
        return t('insights.signIn.unreachable');
    }
  };
}

function TokenForm({
  signIn,
  isSecond,
}: {
  readonly signIn: (token: string) => Promise<Problem | undefined>;
  readonly isSecond: boolean;
}) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const field = useRef<HTMLInputElement>(null);
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    if (token.trim() === '') {
      setProblem(t('insights.signIn.empty'));
      field.current?.focus();
      return;
    }
    setBusy(true);
    const found = await signIn(token.trim());
    setBusy(false);
    if (!found) return;
    setProblem(textOf(found));
    field.current?.focus();
  };
  return (
    <CardForm onSubmit={() => void submit()}>
      <Field
        label={t('insights.signIn.token')}
        hint={t('insights.signIn.tokenHint')}
        validationMessage={problem ?? null}
      >
        <Input
          input={{ ref: field }}
          type="password"
          autoComplete="current-password"
          maxLength={1024}
          value={token}
          onChange={(_, { value }) => {
            setToken(value);
            setProblem(undefined);
          }}
        />
      </Field>
      <Button
        type="submit"
        appearance={isSecond ? 'secondary' : 'primary'}
        disabledFocusable={isBusy}
      >
        {t('insights.signIn.submit')}
      </Button>
    </CardForm>
  );
}

interface Props {
  readonly hasEnded: boolean;
  readonly signIn: (token: string) => Promise<Problem | undefined>;
}

/** The sign-in form, which leads back to the place that was open. */
export function SignIn({ hasEnded, signIn }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const provider = useProvider();
  return (
    <SignInCard
      pageTitle={t('insights.pageTitle', { page: t('insights.signIn.submit') })}
      title={t('insights.signIn.title')}
      lead={t('insights.signIn.lead')}
    >
      {hasEnded && (
        <MessageBar intent="info" layout="multiline" role="status">
          <MessageBarBody>{t('insights.signIn.expired')}</MessageBarBody>
        </MessageBar>
      )}
      {provider && (
        <>
          <Button as="a" href="session/start" appearance="primary" onClick={rememberPlace}>
            {t('insights.signIn.provider', { name: provider.name })}
          </Button>
          <Text size={200} className={styles.or}>
            {t('insights.signIn.or')}
          </Text>
        </>
      )}
      <TokenForm signIn={signIn} isSecond={provider !== null} />
    </SignInCard>
  );
}
