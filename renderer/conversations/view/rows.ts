import type { Message } from '../../../contract/conversations.ts';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  /** What follows is the first message from somebody whom the person may not know. */
  | { readonly kind: 'stranger'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** Whether it continues the one above: the same person, soon after. */
      readonly isContinued: boolean;
    };

const SOON_MS = 5 * 60_000;

const isOwn = ({ delivery }: Message): boolean => delivery !== 'received';

const isOneSpeech = (before: Message, message: Message): boolean =>
  !before.call && isOwn(before) === isOwn(message);

/** A day by the device's clock, its end excluded, in milliseconds since 1970; some have 23 hours, or 25. */
interface Day {
  readonly from: number;
  readonly to: number;
}

function dayAround(time: number): Day {
  const from = new Date(time);
  from.setHours(0, 0, 0, 0);
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  // Where clocks change at midnight, the day begins at one.
  to.setHours(0, 0, 0, 0);
  return { from: from.getTime(), to: to.getTime() };
}

/**
 * The messages with the rows between them: each day, the first unread one, and who is a stranger.
 * @param isStranger whether the messages begin with a stranger's very first.
 */
export function rowsOf(
  messages: readonly Message[],
  firstUnread: number | null,
  isStranger: boolean,
): readonly Row[] {
  const rows: Row[] = [];
  let before: { readonly message: Message; readonly time: number } | undefined;
  let day: Day | undefined;
  for (const message of messages) {
    const time = Date.parse(message.at);
    const isNewDay = !day || time < day.from || time >= day.to;
    if (isNewDay) day = dayAround(time);
    const isFirstUnread = message.place === firstUnread;
    if (isNewDay) rows.push({ kind: 'day', key: `day ${message.place}`, at: message.at });
    if (isFirstUnread) rows.push({ kind: 'unread', key: 'unread' });
    if (isStranger && before === undefined && !isOwn(message))
      rows.push({ kind: 'stranger', key: 'stranger' });
    const isContinued =
      before !== undefined &&
      !isNewDay &&
      !isFirstUnread &&
      isOneSpeech(before.message, message) &&
      time - before.time < SOON_MS;
    rows.push({ kind: 'message', key: String(message.place), message, isContinued });
    before = { message, time };
  }
  return rows;
}
