import { describe, expect, it, test } from 'vitest';
import { isAppLink, linkProblems, LONGEST_LINK, readMeetingLink } from './meetingLink.ts';
import { mangle, pick, seeded } from './testing/seeded.testkit.ts';

const meeting = 'abcd-efgh-jkmn';
const pool = 'https://pool.example.com';
const link = `candor:join?pool=${encodeURIComponent(pool)}&meeting=${meeting}`;

describe('a link to a meeting', () => {
  it.each([
    link,
    `candor:join?pool=${pool}&meeting=${meeting}`,
    `candor:join?meeting=${meeting}&pool=${pool}/`,
    `CANDOR:join?pool=${pool}&meeting=${meeting}`,
    `${pool}/join/${meeting}`,
    `HTTPS://POOL.example.com/join/${meeting}`,
    `${pool}:443/join/${meeting}/browser`,
  ])('names its pool and its meeting: %s', (text) => {
    expect(readMeetingLink(text)).toEqual({ ok: true, value: { pool, meeting } });
  });

  it.each([
    ['http://127.0.0.1:8461', 'http://127.0.0.1:8461'],
    ['http://localhost:8461/', 'http://localhost:8461'],
    ['http://[::1]:8461', 'http://[::1]:8461'],
    ['https://example.com:8443/pool/', 'https://example.com:8443/pool'],
  ])('may lead to the pool %s', (address, expected) => {
    expect(readMeetingLink(`candor:join?pool=${address}&meeting=${meeting}`)).toEqual({
      ok: true,
      value: { pool: expected, meeting },
    });
    expect(readMeetingLink(`${expected}/join/${meeting}`)).toEqual({
      ok: true,
      value: { pool: expected, meeting },
    });
  });
});

const hostile: readonly (readonly [text: string, problem: (typeof linkProblems)[number]])[] = [
  ['', 'empty'],
  [' ', 'characters'],
  [`candor:join?pool=${pool}&meeting=${meeting}&x=${'x'.repeat(LONGEST_LINK)}`, 'tooLong'],
  // Switches, and what a shell or a command line would split.
  [`${link} --inspect=0.0.0.0:9229`, 'characters'],
  [`${link}" --policy-file="/tmp/x`, 'characters'],
  [`${link}' --gpu-launcher=calc`, 'characters'],
  [`${link}\t--no-sandbox`, 'characters'],
  [`${link}\n--no-sandbox`, 'characters'],
  [`${link}\u0000`, 'characters'],
  [`\u001b]0;${link}`, 'characters'],
  [`candor:join?pool=${pool}&meeting=${meeting}%20--no-sandbox`, 'meeting'],
  [`candor:--no-sandbox`, 'action'],
  [`candor:join?--no-sandbox`, 'parameters'],
  ['--no-sandbox', 'scheme'],
  [`candor:join?pool=${pool}&meeting=${meeting}|calc`, 'characters'],
  [`candor:join?pool=${pool}&meeting=\`id\``, 'characters'],
  [`candor:join?pool=${pool}&meeting=$(id)`, 'meeting'],
  // Other schemes, at the front and inside.
  ['javascript:alert(1)', 'scheme'],
  [`file:///etc/passwd`, 'scheme'],
  [`data:text/html,${meeting}`, 'scheme'],
  [`sip:alice@example.com`, 'scheme'],
  [`ws://127.0.0.1/join/${meeting}`, 'scheme'],
  [`candor:join?pool=javascript:alert(1)&meeting=${meeting}`, 'pool'],
  [`candor:join?pool=file:///etc/passwd&meeting=${meeting}`, 'pool'],
  [`candor:join?pool=ws://127.0.0.1&meeting=${meeting}`, 'pool'],
  [`candor:join?pool=candor:join&meeting=${meeting}`, 'pool'],
  // In plain text to another device, or to one that only looks like this one.
  [`candor:join?pool=http://pool.example.com&meeting=${meeting}`, 'pool'],
  [`http://pool.example.com/join/${meeting}`, 'pool'],
  [`http://127.0.0.1.example.com/join/${meeting}`, 'pool'],
  [`http://localhost.example.com/join/${meeting}`, 'pool'],
  [`candor:join?pool=http://127.1&meeting=${meeting}`, 'pool'],
  [`candor:join?pool=http://2130706433&meeting=${meeting}`, 'pool'],
  [`candor:join?pool=http://0.0.0.0&meeting=${meeting}`, 'pool'],
  [`candor:join?pool=http://127.0.0.999&meeting=${meeting}`, 'pool'],
  // Credentials, fragments, queries.
  [`https://pool.example.com@evil.example/join/${meeting}`, 'credentials'],
  [`https://alice:secret@pool.example.com/join/${meeting}`, 'credentials'],
  [`candor:join?pool=https://alice:secret@evil.example&meeting=${meeting}`, 'credentials'],
  [`candor:join?pool=https://pool.example.com%40evil.example&meeting=${meeting}`, 'credentials'],
  [`${link}#`, 'fragment'],
  [`${link}#--inspect`, 'fragment'],
  [`${pool}/join/${meeting}#x`, 'fragment'],
  [`candor:join?pool=${pool}%23x&meeting=${meeting}`, 'pool'],
  [`candor:join?pool=${pool}%3Fx=1&meeting=${meeting}`, 'pool'],
  [`${pool}/join/${meeting}?name=x`, 'parameters'],
  // Another parameter, the same one twice, one too few, none.
  [`${link}&name=Eve`, 'parameters'],
  [`${link}&meeting=${meeting}`, 'parameters'],
  [`candor:join?pool=${pool}&pool=https://evil.example`, 'parameters'],
  [`candor:join?pool=${pool}`, 'parameters'],
  [`candor:join?meeting=${meeting}`, 'parameters'],
  ['candor:join', 'parameters'],
  ['candor:join?', 'parameters'],
  ['candor:', 'action'],
  ['candor:leave?pool=https://a.example&meeting=abcd-efgh-jkmn', 'action'],
  [`candor://join?pool=${pool}&meeting=${meeting}`, 'action'],
  [`candor:/join?pool=${pool}&meeting=${meeting}`, 'action'],
  [`candor:join/../options?pool=${pool}&meeting=${meeting}`, 'action'],
  [`${pool}/`, 'action'],
  [`${pool}/join`, 'action'],
  [`${pool}/join/${meeting}/admin`, 'action'],
  [`${pool}/v1/meetings/${meeting}`, 'action'],
  // Malformed meeting IDs.
  [`candor:join?pool=${pool}&meeting=`, 'meeting'],
  [`candor:join?pool=${pool}&meeting=${meeting.toUpperCase()}`, 'meeting'],
  [`candor:join?pool=${pool}&meeting=../../v1/records`, 'meeting'],
  [`candor:join?pool=${pool}&meeting=${meeting}%0A`, 'meeting'],
  [`candor:join?pool=${pool}&meeting=${meeting}%00`, 'meeting'],
  [`candor:join?pool=${pool}&meeting=<script>`, 'characters'],
  [`${pool}/join/${meeting}%2f..`, 'meeting'],
  // Look-alike letters, and characters that change the reading direction.
  [`https://p\u043eol.example.com/join/${meeting}`, 'characters'],
  [`candor:join?pool=https://p%D0%BEol.example.com&meeting=${meeting}`, 'pool'],
  [`\u202e${link}`, 'characters'],
  [`https:\\\\pool.example.com\\join\\${meeting}`, 'characters'],
];

test.each(hostile)('a hostile or mistaken link is refused with its reason: %s', (text, problem) => {
  expect(readMeetingLink(text)).toEqual({ ok: false, problem });
});

test('10,000 mangled links never throw, and lead nowhere but to an address and a meeting', () => {
  const unit = seeded(7);
  const seeds = [link, `${pool}/join/${meeting}`, ...hostile.map(([text]) => text)].filter(
    (text) => text !== '',
  );
  let accepted = 0;
  for (let round = 0; round < 10_000; round += 1) {
    const text = mangle(unit, pick(unit, seeds));
    const read = readMeetingLink(text);
    if (!read.ok) {
      expect(linkProblems).toContain(read.problem);
      continue;
    }
    accepted += 1;
    expect(read.value.meeting).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    const url = new URL(read.value.pool);
    expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
    const isHere = /^(localhost|\[::1\]|127(\.\d+){3})$/.test(url.hostname);
    expect(url.protocol === 'https:' || (url.protocol === 'http:' && isHere)).toBe(true);
  }
  expect(accepted).toBeGreaterThan(0);
});

test('an argument that begins as a link does is taken for one, and for nothing else', () => {
  expect(['candor:join', 'CANDOR:--x', 'candor:'].every(isAppLink)).toBe(true);
  expect(['--candor:', 'candor', './candor:', '--policy-file=candor:'].some(isAppLink)).toBe(false);
});
