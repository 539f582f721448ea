import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { SignIn } from '../../contract/conversations.ts';
import type { View } from '../../contract/ipc.ts';
import type { DiscoveryProblem, PoolOutcome, TypedPoolProblem } from '../../contract/poolCalls.ts';
import type { ConnectionState } from '../sip/connectionState.ts';
import { renderComponent } from '../testing/renderComponent.testkit.tsx';
import { createVariable } from '../ui/value.ts';
import { SignInPage } from './SignInPage.tsx';

const poolUrl = 'wss://pool.contoso.com/';
const lock = {
  source: 'machine',
  key: 'PoolUrl',
  location: '/etc/candor/policy.json',
  since: null,
} as const;

function signInPage(
  start: Partial<SignIn>,
  poolNaming: View['poolNaming'],
  view: Partial<View> = {},
) {
  const findPool = vi.fn<(asked: { account: string }) => Promise<PoolOutcome>>();
  const usePool =
    vi.fn<(asked: { address: string; account: string | null }) => Promise<PoolOutcome>>();
  const whole: SignIn = {
    poolUrl: null,
    account: null,
    password: null,
    canRemember: true,
    remember: false,
    automatic: false,
    isReturning: false,
    ...start,
  };
  const around = {
    view: { poolNaming, ...view },
    main: { findPool, usePool },
    chatClient: {
      start: createVariable<SignIn | null>(whole),
      connection: createVariable<ConnectionState>({ name: 'signedOut', failure: null }),
    },
  };
  return { findPool, usePool, screen: renderComponent(<SignInPage />, around) };
}

const notFound = (problem: DiscoveryProblem, detail = ''): PoolOutcome => ({
  kind: 'notFound',
  domain: 'contoso.com',
  problem,
  detail,
});

describe('where no pool is set', () => {
  test('nothing is asked while one types, and what would be is said; a press asks the domain, by account', async () => {
    const { findPool, screen } = signInPage({}, { by: 'nobody' });
    findPool.mockResolvedValue(notFound('notPublished'));
    const page = await screen;
    const account = page.getByLabelText('SIP address');
    await expect.element(account).toHaveFocus();
    await expect.element(page.getByText(/asks the domain after the @/)).toBeVisible();
    await account.fill(' sip:Alice@Contoso.com');
    await expect
      .element(page.getByText(/https:\/\/contoso\.com\/\.well-known\/candor/))
      .toBeVisible();
    expect(findPool).not.toHaveBeenCalled();
    await page.getByRole('button', { name: 'Find my pool' }).click();
    expect(findPool).toHaveBeenCalledWith({ account: 'alice@contoso.com' });
  });

  test.each<[DiscoveryProblem, string, RegExp]>([
    ['noDomain', '', /contoso\.com.*no such domain/],
    ['unreachable', '', /contoso\.com.*can’t be reached/],
    ['silent', '', /contoso\.com.*not answered/],
    ['certificate', '', /certificate of.*contoso\.com/],
    ['notPublished', '', /contoso\.com.*does not say/],
    ['redirect', '', /another address/],
    ['status', '503', /503/],
    ['tooLong', '', /too much/],
    ['notJson', '', /not in JSON/],
    ['wrongFields', '', /names no pool/],
    ['address', 'http://192.168.1.7', /http:\/\/192\.168\.1\.7.*https or wss/],
  ])(
    'a domain that answers “%s” is told of in words, with what was asked',
    async (problem, detail, words) => {
      const { findPool, screen } = signInPage({ account: 'alice@contoso.com' }, { by: 'nobody' });
      findPool.mockResolvedValue(notFound(problem, detail));
      const page = await screen;
      await page.getByRole('button', { name: 'Find my pool' }).click();
      const alert = page.getByRole('alert').filter({ hasText: words });
      await expect.element(alert).toBeVisible();
      await expect
        .element(page.getByText(/^Candor asked for .*\.well-known\/candor.*\.$/))
        .toBeVisible();
      // A corrected field no longer shows a problem.
      await page.getByLabelText('SIP address').fill('bob@contoso.com');
      await expect.element(alert).not.toBeInTheDocument();
    },
  );

  test('one look at a time, which says whom it asks', async () => {
    const { findPool, usePool, screen } = signInPage(
      { account: 'a@contoso.com' },
      { by: 'nobody' },
    );
    let answer: (outcome: PoolOutcome) => void = () => undefined;
    findPool.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const page = await screen;
    await page.getByRole('button', { name: 'Find my pool' }).click();
    const busy = page.getByRole('button', { name: /^Asking .*contoso\.com/ });
    await busy.click({ force: true });
    await page.getByRole('button', { name: 'Use this pool' }).click({ force: true });
    expect(findPool).toHaveBeenCalledOnce();
    expect(usePool).not.toHaveBeenCalled();
    answer({ kind: 'declined' });
    await expect.element(page.getByRole('button', { name: 'Find my pool' })).toBeVisible();
    expect(page.getByRole('alert').query()).toBeNull();
  });

  test.each([
    ['', 'Enter your SIP address.'],
    ['contoso.com', /not a SIP address/],
  ])('an account of %j is asked for before anything is', async (text, words) => {
    const { findPool, screen } = signInPage({}, { by: 'nobody' });
    const page = await screen;
    await page.getByLabelText('SIP address').fill(text);
    await page.getByRole('button', { name: 'Find my pool' }).click();
    await expect.element(page.getByText(words)).toBeVisible();
    await expect.element(page.getByLabelText('SIP address')).toHaveFocus();
    expect(findPool).not.toHaveBeenCalled();
  });

  test.each<[TypedPoolProblem, RegExp]>([
    ['noAddress', /pool\.example\.com/],
    ['account', /without an @/],
    ['plain', /TLS alone/],
    ['scheme', /begins with https/],
    ['more', /holds no \?/],
  ])('an address with the fault “%s” says so where it was typed', async (problem, words) => {
    const { usePool, screen } = signInPage({ account: 'alice@contoso.com' }, { by: 'nobody' });
    usePool.mockResolvedValue({ kind: 'mistyped', problem });
    const page = await screen;
    const address = page.getByLabelText('Address of the pool');
    await address.fill('pool');
    await userEvent.keyboard('{Enter}');
    expect(usePool).toHaveBeenCalledWith({ address: 'pool', account: 'alice@contoso.com' });
    await expect.element(address).toHaveAccessibleDescription(words);
    await expect.element(address).toHaveFocus();
  });

  test('a policy file that lets Candor talk to another alone is named, and a disk that refuses is told of', async () => {
    const { usePool, screen } = signInPage({}, { by: 'nobody' });
    const page = await screen;
    const use = page.getByRole('button', { name: 'Use this pool' });
    usePool.mockResolvedValueOnce({
      kind: 'refused',
      address: 'https://a.test/',
      location: '/p.json',
    });
    await use.click();
    const alert = page.getByRole('alert');
    await expect.element(alert.filter({ hasText: /\/p\.json.*https:\/\/a\.test/ })).toBeVisible();
    usePool.mockRejectedValueOnce(new Error('ENOSPC'));
    await use.click();
    await expect.element(alert.filter({ hasText: /ENOSPC/ })).toBeVisible();
  });

  test('and a policy has the say: nothing is offered, and it is said who has', async () => {
    const unreadable = { ...lock, problem: 'not JSON' };
    const { screen } = signInPage({}, { by: 'policy', lock: unreadable });
    const page = await screen;
    await expect.element(page.getByRole('heading', { name: 'No pool is set' })).toBeVisible();
    await expect.element(page.getByText(/\/etc\/candor\/policy\.json/)).toBeVisible();
    expect(page.getByRole('textbox').elements()).toEqual([]);
    expect(page.getByRole('button').elements()).toEqual([]);
  });
});

describe('the pool that is set', () => {
  test('by the person can be changed by them, or left as it is', async () => {
    const { usePool, screen } = signInPage({ poolUrl }, { by: 'person' });
    const page = await screen;
    await expect.element(page.getByText(/^Pool: .*pool\.contoso\.com/)).toBeVisible();
    await page.getByRole('button', { name: 'Change the pool' }).click();
    await expect.element(page.getByRole('heading', { name: 'Change the pool' })).toBeVisible();
    await expect
      .element(page.getByLabelText('Address of the pool'))
      .toHaveValue('https://pool.contoso.com');
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.element(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(usePool).not.toHaveBeenCalled();
  });

  test('by policy says by which one and where, and is not the person’s to change', async () => {
    const { screen } = signInPage({ poolUrl }, { by: 'policy', lock });
    const page = await screen;
    await expect.element(page.getByText(/^Pool: .*pool\.contoso\.com/)).toBeVisible();
    await expect.element(page.getByText(/PoolUrl.*\/etc\/candor\/policy\.json/)).toBeVisible();
    expect(page.getByRole('button', { name: 'Change the pool' }).query()).toBeNull();
  });

  test('by how Candor was started is shown, and is not the person’s to change', async () => {
    const page = await signInPage({ poolUrl }, { by: 'start' }).screen;
    await expect.element(page.getByText(/^Pool: .*pool\.contoso\.com/)).toBeVisible();
    expect(page.getByRole('button', { name: 'Change the pool' }).query()).toBeNull();
  });
});
