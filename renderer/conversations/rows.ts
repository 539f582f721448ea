import type { Message } from '../../contract/conversations.ts';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** Whether it goes on from the one above: the same person, soon after. */
      readonly isContinued: boolean;
    };

const SOON_MS = 5 * 60_000;

const isOwn = ({ delivery }: Message): boolean => delivery !== 'received';

const dayOf = ({ at }: Message): string => new Date(at).toDateString();

const continues = (message: Message, before: Message): boolean =>
  !before.call &&
  isOwn(before) === isOwn(message) &&
  Date.parse(message.at) - Date.parse(before.at) < SOON_MS;

/** The messages with what stands between them: each day, and where the unread ones begin. */
export function rowsOf(messages: readonly Message[], firstUnread: number | null): readonly Row[] {
  const rows: Row[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    const isNewDay = !before || dayOf(before) !== dayOf(message);
    const isFirstUnread = message.place === firstUnread;
    if (isNewDay) rows.push({ kind: 'day', key: `day ${message.place}`, at: message.at });
    if (isFirstUnread) rows.push({ kind: 'unread', key: 'unread' });
    const isContinued =
      before !== undefined && !isNewDay && !isFirstUnread && continues(message, before);
    rows.push({ kind: 'message', key: String(message.place), message, isContinued });
    before = message;
  }
  return rows;
}
