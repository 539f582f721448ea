import { readAccount } from '../sip/address.ts';

/** What the sign-in page holds while it is filled in. */
export interface SignInDraft {
  readonly account: string;
  readonly password: string;
  readonly remember: boolean;
  readonly automatic: boolean;
}

export type DraftProblems = {
  readonly account?: 'noAccount' | 'notAddress';
  readonly password?: 'noPassword' | 'longPassword';
};

const LONGEST_PASSWORD = 256;

/** What has to be corrected before signing in can be tried. */
export function problemsOf({ account, password }: SignInDraft): DraftProblems {
  const problems: { -readonly [K in keyof DraftProblems]: DraftProblems[K] } = {};
  if (account.trim() === '') problems.account = 'noAccount';
  else if (!readAccount(account).ok) problems.account = 'notAddress';
  if (password === '') problems.password = 'noPassword';
  else if (password.length > LONGEST_PASSWORD) problems.password = 'longPassword';
  return problems;
}
