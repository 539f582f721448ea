import { BrowserWindow, Notification } from 'electron';
import type { Message } from '../../contract/conversations.ts';
import { isolate } from '../../contract/text/isolate.ts';

export interface Notifier {
  /** Tells of a message that came while nobody looks at Candor. @param unread how many wait to be read with it. */
  readonly tell: (message: Message, unread: number) => void;
  /** Tells that somebody calls while nobody looks at Candor, until it is told that nobody does any more. */
  readonly showCaller: (
    call: { readonly id: string; readonly peer: string; readonly title: string } | null,
  ) => void;
  /** Takes back what was told of a peer's messages, which were deleted; with null, of everyone's. */
  readonly forget: (peer: string | null) => void;
  /** Shows how many messages wait to be read. */
  readonly showUnread: (count: number) => void;
}

const LONGEST_LINE = 120;

function firstLine(text: string): string {
  const [line = ''] = text.trim().split(/\r?\n/);
  const letters = Array.from(line);
  return letters.length > LONGEST_LINE ? `${letters.slice(0, LONGEST_LINE).join('')}…` : line;
}

/** @param nameOf how a peer is called. @param onChosen a person chose the notification of a message of this peer. */
export function createNotifier(
  nameOf: (peer: string) => string,
  showUnread: Notifier['showUnread'],
  onChosen: (peer: string) => void,
): Notifier {
  // Held until they are gone, or their clicks would be lost with them.
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
    forget(peer) {
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
