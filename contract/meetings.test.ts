import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_CHAT, LONGEST_NAME, meetingIdPattern } from './meetingLimits.ts';
import { parseMeeting, parseParticipantSays, parseRoomSays } from './meetings.ts';
import { parseParticipantName } from './participantName.ts';
import { mangle, pick, seeded } from './testing/seeded.testkit.ts';

const id = '0123456789abcdef';
const uuid = 'b0a7f1de-2f4c-4a0b-9f2e-0123456789ab';
const candidate = { type: 'candidate', candidate: '', sdpMid: '0', sdpMLineIndex: 0 };
const meeting = {
  id: 'abcd-efgh-jkmn',
  title: 'Weekly',
  host: { displayName: 'Alice', organisation: 'Contoso' },
  state: 'open',
  MeetingUxEnableTelemetry: false,
};
const said = [
  { type: 'join', name: 'Ann' },
  { type: 'mute', muted: true },
  { type: 'signal', to: id, data: { type: 'offer', sdp: 'v=0' } },
  { type: 'signal', to: id, data: { ...candidate, usernameFragment: null } },
  { type: 'chat', id: uuid, text: 'Hello' },
  { type: 'leave' },
  { type: 'end' },
  { type: 'alive' },
];

describe('what participants say', () => {
  test.each(said)('is understood: $type', (message) => {
    expect(parseParticipantSays(JSON.stringify(message))).toEqual({ ok: true, value: message });
  });

  test.each([
    ['what is no JSON', '{'],
    ['a type that there is not', '{"type":"kick"}'],
    ['what is not in the protocol', '{"type":"leave","more":1}'],
    ['a chat message without text', JSON.stringify({ type: 'chat', id: uuid, text: '' })],
    [
      'a chat message that is too long',
      JSON.stringify({ type: 'chat', id: uuid, text: 'x'.repeat(LONGEST_CHAT + 1) }),
    ],
    ['a signal to nobody', JSON.stringify({ type: 'signal', to: '', data: said[2] })],
    ['a ticket that can be none', '{"type":"join","name":"Ann","ticket":"x"}'],
  ])('%s is refused', (_what, text) => {
    expect(parseParticipantSays(text).ok).toBe(false);
  });

  test('20,000 mangled messages are each taken or refused, and none throws', () => {
    const unit = seeded(7);
    for (let time = 0; time < 20_000; time += 1) {
      const text = mangle(unit, JSON.stringify(pick(unit, said)));
      expect(typeof parseParticipantSays(text).ok).toBe('boolean');
      expect(typeof parseRoomSays(text).ok).toBe('boolean');
    }
  });
});

describe('what the pool says', () => {
  test('a meeting is understood, and what a later pool adds is passed over', () => {
    expect(parseMeeting(JSON.stringify({ ...meeting, colour: 'green' }))).toEqual({
      ok: true,
      value: meeting,
    });
  });

  test('a meeting without the setting is refused: nothing may be guessed about it', () => {
    const { MeetingUxEnableTelemetry, ...rest } = meeting;
    expect(MeetingUxEnableTelemetry).toBe(false);
    expect(parseMeeting(JSON.stringify(rest)).ok).toBe(false);
  });
});

test('a meeting’s id has no letters that look like others', () => {
  for (const letter of 'ilo01A')
    expect(meetingIdPattern.test(`abc${letter}-efgh-jkmn`)).toBe(false);
  expect(meetingIdPattern.test('abcd-efgh-jkmn')).toBe(true);
});

describe('a participant’s name', () => {
  test('is taken as people write it, without spaces around', () => {
    for (const name of [
      '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} Ann',
      '\u200fדנה\u200f כהן',
      '\u061cسارة',
      'علی\u200cرضا',
      '❤\ufe0f 7',
      'Nguyễn',
      '①',
    ])
      expect(parseParticipantName(name)).toEqual({ ok: true, value: name.normalize('NFC') });
    for (const name of ['Zoé Lefèvre', '田中 太郎', 'O’Neil', '👩‍💻 Kim', 'Ann'])
      expect(parseParticipantName(`  ${name} `)).toEqual({ ok: true, value: name });
  });

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['x'.repeat(LONGEST_NAME + 1), 'longer'],
    ['Ann\u202eecilA', 'can’t be seen'],
    ['Ann\u0000', 'can’t be seen'],
    ['Ann\u3164', 'can’t be seen'],
    ['Ann\u2068\u202d', 'can’t be seen'],
    ['Ann\u{E0067}', 'can’t be seen'],
    ['Ann\ud800', 'can’t be seen'],
    ['\u3164', 'no letter or digit'],
    ['\uffa0\u115f\u1160', 'no letter or digit'],
    ['\u2800\u2800', 'no letter or digit'],
    ['\u200d\u200c', 'no letter or digit'],
    ['\u034f\ufe0f\u180b', 'no letter or digit'],
    ['.', 'no letter or digit'],
    ['\u{13441}\u{13442}', 'no letter or digit'],
    ['\u2800', 'no letter or digit'],
  ])('%j is refused: %s', (name, problem) => {
    const parsed = parseParticipantName(name);
    expect(parsed.ok ? '' : parsed.problem).toContain(problem);
  });
});

test('a name of whatever characters that Unicode lets go unseen is none, alone or beside a letter', () => {
  const any = fc.integer({ min: 0, max: 0x10_ff_ff }).map((code) => String.fromCodePoint(code));
  const ignorable = fc
    .oneof(
      any,
      fc.integer({ min: 0, max: 0x20_6f }).map((code) => String.fromCodePoint(code)),
    )
    .filter((letter) => /[\p{Default_Ignorable_Code_Point}\p{C}\p{Z}]/u.test(letter));
  fc.assert(
    fc.property(fc.array(ignorable, { minLength: 1, maxLength: 5 }), (letters) => {
      expect(parseParticipantName(letters.join('')).ok).toBe(false);
    }),
  );
  fc.assert(
    fc.property(
      any.filter((letter) => /[\p{L}\p{N}]/u.test(letter)),
      (letter) => {
        const isFiller = /[\p{Default_Ignorable_Code_Point}\u{13441}\u{13442}]/u.test(letter);
        expect(parseParticipantName(letter).ok).toBe(!isFiller);
      },
    ),
  );
});
