import type { Session } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import type { Roster } from './roster.ts';

/** Waits for a session to begin; messages can be kept only then. */
export const hasBegun = async (beginning: Promise<Session | null> | undefined): Promise<boolean> =>
  (await beginning?.then(
    (began) => began !== null,
    () => false,
  )) === true;

/**
 * Opens what is kept of an account on this device.
 * @param beginning resolves once the main process has begun the session; to null if it could not verify the account.
 * @returns why it can't be opened, if so; the main process has logged what failed.
 */
export async function openKept(
  main: Pick<Main, 'listConversations' | 'getView'>,
  roster: Pick<Roster, 'load'>,
  beginning: Promise<Session | null>,
) {
  try {
    const began = await beginning;
    if (!began) return 'unproven';
    const { conversations, open } = await main.listConversations();
    await roster.load(began.account, conversations);
    const { options } = await main.getView();
    return { began, conversations, open, options };
  } catch {
    // Whatever failed, the person can do the same about it: try again.
    return 'history';
  }
}
