import { pick } from '../../../contract/testing/seeded.testkit.ts';
import { readMeetingLink } from '../../../contract/meetingLink.ts';
import { readPastedLink } from '../../../contract/pastedLink.ts';
import { parseParticipantName } from '../../../contract/participantName.ts';
import { readMessageBody } from '../../../renderer/sip/messageBody.ts';
import { parsePeer, readPeer } from '../../../contract/sip/peerAddress.ts';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import { partsOf } from '../../../renderer/conversations/view/links.ts';
import { attackInProcess } from '../attackInProcess.ts';
import { hostileText, spoilt } from '../hostileText.ts';

/** As long as a message may be. */
const LONGEST = 8000;

const sound = [
  'candor:join?pool=https%3A%2F%2Fpool.contoso.com&meeting=abcd-efgh-jkmn',
  'https://pool.contoso.com/join/abcd-efgh-jkmn',
  'sip:o’brien@contoso.com;transport=ws',
  'sip:+15551234;ext=7@contoso.com;user=phone',
  '会议（https://pool.contoso.com/join/abcd-efgh-jkmn）请准时',
  'https://example.org/a?url=https%3A%2F%2Fpool.contoso.com%2Fjoin%2Fabcd-efgh-jkmn',
];

const readers: readonly ((text: string) => unknown)[] = [
  readMeetingLink,
  readPastedLink,
  partsOf,
  parseSipAddress,
  parsePeer,
  function readCpim(text) {
    return readMessageBody('message/cpim', text);
  },
  readPeer,
  parseParticipantName,
];

/** What people type, paste and click: meeting links, addresses in messages, SIP addresses, names. */
export const links = attackInProcess('links and names', () =>
  Promise.resolve((unit) => {
    const text =
      unit() < 0.5 ? hostileText(unit, LONGEST) : spoilt(unit, pick(unit, sound), LONGEST);
    const read = pick(unit, readers);
    return { input: `${read.name}: ${text}`, run: () => void read(text) };
  }),
);
