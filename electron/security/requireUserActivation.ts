import { BrowserWindow, dialog, type WebContents } from 'electron';
import type { TFunction } from 'i18next';
import type { CallName } from '../../contract/ipc.ts';
import type { Options } from '../../contract/options.ts';
import type { UserActivation } from './userActivation.ts';
import { activationGatedCalls, type Question } from '../core/windows/activationGatedCalls.ts';

/** Whether a window's request may be carried out. */
export type MayAct = (name: CallName, input: unknown, sender: WebContents) => Promise<boolean>;

const ALLOW = 0;
const DENY = 1;
/** For how long nobody is asked again after a no, so that no page wears a person out. */
const QUIET_MS = 10_000;

/** The longest address that a box shows whole; its beginning, with the host, says where it leads. */
const SHOWN_ADDRESS = 300;

const shorten = (text: string): string =>
  text.length > SHOWN_ADDRESS ? `${text.slice(0, SHOWN_ADDRESS)}…` : text;

async function askPerson(contents: WebContents, t: TFunction, asked: Question): Promise<boolean> {
  const window = BrowserWindow.fromWebContents(contents);
  if (!window) return false;
  const { about, href = '' } = asked;
  const message = t(`hand.question.${about}`);
  const detail = [shorten(href), t('hand.detail')].filter(Boolean).join('\n\n');
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: t('app.name'),
    message,
    detail,
    noLink: true,
    buttons: [t('hand.allow'), t('hand.deny')],
    // A key that the person happens to type must not be an answer.
    defaultId: DENY,
    cancelId: DENY,
  });
  return response === ALLOW;
}

/**
 * Lets a window act for the person only if a press was heard in it. Assistive technology acts without any input, so
 * if no press was heard the person is asked, by one box at a time.
 */
export function requireUserActivation(
  hands: UserActivation,
  texts: () => TFunction,
  options: () => Options,
  elapsed: () => number,
): MayAct {
  let isAsking = false;
  let quietUntil = -Infinity;
  return async (name, input, sender) => {
    const question = (
      activationGatedCalls[name] as
        ((input: unknown, options: () => Options) => Question | undefined) | undefined
    )?.(input, options);
    if (!question || hands.take(sender)) return true;
    if (isAsking || elapsed() < quietUntil) return false;
    isAsking = true;
    try {
      const isAllowed = await askPerson(sender, texts(), question);
      if (!isAllowed) quietUntil = elapsed() + QUIET_MS;
      return isAllowed;
    } finally {
      isAsking = false;
    }
  };
}
