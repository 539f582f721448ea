import { BrowserWindow, Notification } from 'electron';
import type { Message } from '../../contract/conversations.ts';
import { isolate } from '../../contract/text/isolate.ts';

export interface Notifier {
  /**
   * Announces a message while nobody is looking at Candor.
   * @param unread how many wait to be read, this one included.
   */
  readonly tell: (message: Message, unread: number) => void;
  /** Announces a call while nobody is looking at Candor, until the result is called. */
  readonly showCaller: (
    call: { readonly id: string; readonly peer: string; readonly title: string } | null,
  ) => void;
  /** Closes the notifications of a peer's deleted messages; with null, everyone's. */
  readonly dismiss: (peer: string | null) => void;
  /** Shows how many messages wait to be read. */
  readonly showUnread: (count: number) => void;
}

const LONGEST_LINE = 120;

function firstLine(text: string): string {
  const [line = ''] = text.trim().split(/\r?\n/);
  const letters = Array.from(line);
  return letters.length > LONGEST_LINE ? `${letters.slice(0, LONGEST_LINE).join('')}…` : line;
}

/**
 * @param nameOf what a peer is called.
 * @param onChosen a person clicked the notification of this peer's message.
 */
export function createNotifier(
  nameOf: (peer: string) => string,
  showUnread: Notifier['showUnread'],
  onChosen: (peer: string) => void,
): Notifier {
  // Referenced until they are closed; otherwise they would be collected, and their clicks lost.
  const shown = new Map<Notification, string>();
  const show = (
    peer: string,
    texts: { title: string; body?: string },
  ): Notification | undefined => {
    if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) return undefined;
    const notification = new Notification(texts);
    shown.set(notification, peer);
    const forget = () => shown.delete(notification);
    notification.on('click', () => {
      forget();
      onChosen(peer);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    notification.show();
    return notification;
  };
  let caller: { readonly id: string; readonly notification: Notification | undefined } | undefined;
  return {
    showUnread,
    dismiss(peer) {
      for (const [notification, about] of shown) {
        const isOfCall = notification === caller?.notification;
        if (!isOfCall && (peer === null || peer === about)) notification.close();
      }
    },
    tell({ peer, text }, unread) {
      showUnread(unread);
      show(peer, { title: isolate(nameOf(peer)), body: isolate(firstLine(text)) });
    },
    showCaller(call) {
      if (call && call.id === caller?.id) return;
      caller?.notification?.close();
      caller = call
        ? { id: call.id, notification: show(call.peer, { title: call.title }) }
        : undefined;
    },
  };
}
