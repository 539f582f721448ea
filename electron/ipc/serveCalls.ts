import { BrowserWindow, ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { TFunction } from 'i18next';
import { channel } from '../../contract/channels.ts';
import {
  callNames,
  calls,
  type CallName,
  type Handlers,
  type NoticeName,
  type Notices,
} from '../../contract/ipc.ts';
import type { Answer } from '../../contract/ipcCall.ts';
import type { Log } from '../core/ports/system.ts';
import type { MayAct } from '../security/requireUserActivation.ts';
import { isTrustedSender } from '../security/security.ts';

type Handler = (input: unknown, sender: WebContents) => unknown;

/**
 * Serves every call: checks the sender, parses the argument, requires a person's own action where it is needed, and
 * lets no failure throw across IPC.
 */
export function serveCalls(
  handlers: Handlers<WebContents>,
  mayAct: MayAct,
  texts: () => TFunction,
  log: Log,
): void {
  const answer = async (
    name: CallName,
    { sender, senderFrame }: IpcMainInvokeEvent,
    input: unknown,
  ): Promise<Answer<unknown>> => {
    if (!isTrustedSender(senderFrame)) {
      log.warn(`ipc: ${name} was refused to a stranger`);
      return { ok: false, problem: 'this page may not call Candor' };
    }
    let parsed: unknown;
    try {
      parsed = calls[name].argument.parse(input);
    } catch {
      // A parser's error quotes the argument, which belongs neither in the log nor in the answer.
      log.warn(`ipc: ${name} was called with a malformed argument`);
      return { ok: false, problem: `the argument of ${name} is malformed` };
    }
    try {
      if (!(await mayAct(name, parsed, sender))) {
        log.warn(`ipc: ${name} was called without a press of the person’s`);
        return { ok: false, problem: texts()('hand.denied'), isDenied: true };
      }
      return { ok: true, value: await (handlers[name] as Handler)(parsed, sender) };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      log.warn(`ipc: ${name} failed: ${problem}`);
      return { ok: false, problem };
    }
  };
  for (const name of callNames)
    ipcMain.handle(channel(name), (event, input: unknown) => answer(name, event, input));
}

/** Notifies every window except those being closed, whose contents may be destroyed before they are. */
export function notify<N extends NoticeName>(name: N, value: Notices[N]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.isDestroyed() || window.webContents.isDestroyed()) continue;
    window.webContents.send(channel(name), value);
  }
}
