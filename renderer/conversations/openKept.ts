import type { Session } from '../../contract/conversations.ts';
import type { Main } from '../api.ts';
import type { Roster } from './roster.ts';

/** Waits for a stay to begin; what comes can be kept only then. */
export const hasBegun = async (beginning: Promise<Session> | undefined): Promise<boolean> =>
  (await beginning?.then(
    () => true,
    () => false,
  )) === true;

/**
 * Opens what is kept of an account on this device.
 * @param beginning the main process's word that the stay began.
 * @returns nothing where it can't be opened; the main process has logged why.
 */
export async function openKept(
  main: Pick<Main, 'listConversations' | 'getView'>,
  roster: Pick<Roster, 'load'>,
  beginning: Promise<Session>,
) {
  try {
    const began = await beginning;
    const { conversations, open } = await main.listConversations();
    await roster.load(conversations);
    const { options } = await main.getView();
    return { began, conversations, open, options };
  } catch {
    // Whatever failed, the person can do the same about it: try again.
    return undefined;
  }
}
