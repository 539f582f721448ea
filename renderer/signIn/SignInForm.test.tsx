import { describe, expect, test, vi } from 'vitest';
import type { SignIn } from '../../contract/conversations.ts';
import type { SignInRequest, ChatClient } from '../conversations/state/chatClient.ts';
import type { ConnectionState } from '../sip/connectionState.ts';
import type { WhySignedOut } from '../sip/failure.ts';
import { renderComponent } from '../testing/renderComponent.testkit.tsx';
import { createVariable } from '../ui/value.ts';
import { SignInForm } from './SignInForm.tsx';

const poolUrl = 'wss://pool.contoso.com/sip';
const nobody: SignIn = {
  poolUrl,
  account: null,
  password: null,
  canRemember: true,
  remember: false,
  automatic: false,
  isReturning: false,
};

function signInForm(
  state: ConnectionState = { name: 'signedOut', failure: null },
  start: Partial<SignIn> = {},
) {
  const signIn = vi.fn<(request: SignInRequest) => void>();
  const chatClient: Partial<ChatClient> = {
    signIn,
    connection: createVariable<ConnectionState>(state),
    cancel: vi.fn(),
    connectNow: vi.fn(),
  };
  const form = (
    <SignInForm
      start={{ ...nobody, ...start }}
      poolUrl={poolUrl}
      labelledBy="heading"
      onChangePool={vi.fn()}
    />
  );
  return { signIn, chatClient, screen: renderComponent(form, { chatClient }) };
}

describe('signing in', () => {
  test.each([
    [null, 'SIP address'],
    ['alice@contoso.com', 'Password'],
  ])('begins where one types: of %s, at the %s', async (account, field) => {
    const form = await signInForm(undefined, { account }).screen;
    await expect.element(form.getByLabelText(field)).toHaveFocus();
  });

  test('asks for the account and the password before it tries', async () => {
    const { signIn, screen } = signInForm();
    const form = await screen;
    await form.getByRole('button', { name: 'Sign in' }).click();
    await expect.element(form.getByLabelText('SIP address')).toHaveFocus();
    expect(signIn).not.toHaveBeenCalled();
  });

  test('takes the account as people write it', async () => {
    const { signIn, screen } = signInForm();
    const form = await screen;
    await form.getByLabelText('SIP address').fill('  sip:Alice@Contoso.com ');
    await form.getByLabelText('Password').fill('secret');
    await form.getByRole('button', { name: 'Sign in' }).click();
    expect(signIn).toHaveBeenCalledWith(
      expect.objectContaining({ account: 'alice@contoso.com', password: 'secret' }),
    );
  });

  test.each<[WhySignedOut, RegExp]>([
    [{ kind: 'credentials' }, /password/i],
    [{ kind: 'certificate' }, /certificate/i],
    [{ kind: 'unreachable' }, /pool\.contoso\.com/],
    [{ kind: 'refused', status: 403 }, /403/],
    [{ kind: 'server', status: 503 }, /503/],
    [{ kind: 'unproven' }, /pool\.contoso\.com.*make sure.*try again.*administrator/i],
  ])('refused for %j says why', async (failure, words) => {
    const { screen } = signInForm({ name: 'signedOut', failure });
    const alert = (await screen).getByRole('alert').filter({ hasText: words });
    await expect.element(alert).toBeVisible();
  });

  test('that is tried again by itself says when, and can be tried at once', async () => {
    const nextAt = Date.now() + 30_000;
    const { chatClient, screen } = signInForm({
      name: 'reconnecting',
      failure: { kind: 'unreachable' },
      nextAt,
    });
    await (await screen).getByRole('button', { name: 'Try now' }).click();
    expect(chatClient.connectNow).toHaveBeenCalledOnce();
  });

  test('under way can be cancelled, and is not begun twice', async () => {
    const { chatClient, signIn, screen } = signInForm({ name: 'connecting' });
    const form = await screen;
    await form.getByRole('button', { name: 'Cancel' }).click();
    expect(chatClient.cancel).toHaveBeenCalledOnce();
    expect(signIn).not.toHaveBeenCalled();
  });

  test('where no password can be remembered says so beside the boxes that can’t be ticked', async () => {
    const { screen } = signInForm(undefined, { canRemember: false });
    const remember = (await screen).getByRole('checkbox', { name: /Remember/ });
    await expect.element(remember).toBeDisabled();
    await expect.element(remember).toHaveAccessibleDescription(/./);
  });
});
