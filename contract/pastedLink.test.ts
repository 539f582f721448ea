import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readMeetingLink } from './meetingLink.ts';
import { LONGEST_PASTED_LINK, readPastedLink } from './pastedLink.ts';

const meeting = 'abcd-efgh-jkmn';
const pool = 'https://pool.contoso.com';
const page = `${pool}/join/${meeting}`;
const app = `candor:join?pool=${encodeURIComponent(pool)}&meeting=${meeting}`;
const is = { ok: true, value: { pool, meeting } };

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const redirected = (link: string): readonly string[] => [
  `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05%7C02%7C&sdata=x%3D&reserved=0`,
  `https://eur01.safelinks.protection.outlook.com/ap/t-59584e83/?url=${encodeURIComponent(link)}&amp;data=05`,
  `https://www.google.com/url?q=${link}&sa=D&source=calendar&usg=AOvVaw`,
  `https://www.google.com/url?sa=D&q=${encodeURIComponent(link)}`,
  `https://slack-redir.net/link?url=${encodeURIComponent(encodeURIComponent(link))}&v=3`,
  `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(link).replaceAll('-', '-2D').replaceAll('%2F', '_').replaceAll('%', '-')}&d=DwMFaQ&c=x`,
  `https://urldefense.com/v3/__${link}__;!!JmPEgBY0HMszNaDT!x$`,
  `https://urldefense.com/v3/__${link.replace('://', ':/')}__;!!x$`,
  `https://l.facebook.com/l.php?u=${encodeURIComponent(`${link}?fbclid=IwAR0`)}&h=AT0`,
  `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(link)}&c=E,1,x&typo=1`,
  `https://secure-web.cisco.com/1abc/${encodeURIComponent(link)}`,
  `https://eu-west-1.protection.sophos.com/?d=contoso.com&u=${base64(link)}&i=NWY&h=x`,
  `https://eu-west-1.protection.sophos.com/?d=contoso.com&u=${encodeURIComponent(base64(link))}&p=m`,
  `https://www.bing.com/ck/a?!&&p=x&u=a1${base64(link).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}&ntb=1`,
];

describe('a pasted link is understood', () => {
  test.each([
    page,
    app,
    ` ${page}\n`,
    `<${page}>`,
    `<URL:${page}>`,
    `<${page}|Meeting>`,
    `[Meeting](${page})`,
    `(${app})`,
    `<${app}>`,
    `“${page}”。`,
    `« ${page} »`,
    `${page}/`,
    `${page}.`,
    `${page}/browser`,
    `${page}?fbclid=IwAR0x_y`,
    `${page}/?utm_source=mail&utm_medium=x#top`,
    `${app}&utm_source=mail`,
    `${page}#:~:text=Join`,
    page.replace('pool.contoso.com', 'POOL.Contoso.COM'),
    `${pool}/join/abcd-=\r\nefgh-jkmn`,
    `${pool}/join/abcd-=efgh-jkmn`,
    `${pool}/join/abcd-\r\n   efgh-jkmn`,
    `${pool}/join/abcd-  efgh-jkmn`,
    `> ${pool}/join/abcd-\r\n> efgh-jkmn`,
    `${pool}/join/abcd-\u00adefgh-\u200bjkmn\ufeff`,
    `${page}<${redirected(page)[0]}>`,
    `Meeting<${page}>`,
    `Join: <${page}>\r\nor <${page}/>`,
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`${page}.`)}&data=05`,
    `${page}=20`,
    `=3C${page}=3E`,
    `&lt;${page}&gt;`,
    `${page}?x=1&amp;y=2`,
    app.replace('&', '&amp;'),
    `candor:join?pool=3D${pool}&meeting=3D${meeting}`.replaceAll('=3D', '=3D'),
    encodeURIComponent(page),
    ...redirected(page),
    ...redirected(page)
      .slice(0, 3)
      .flatMap((link) => redirected(link).slice(0, 2)),
  ])('%s', (text) => {
    expect(readPastedLink(text)).toEqual(is);
  });

  it('whoever redirects to it, and however it is wrapped', () => {
    const id = fc.stringMatching(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/);
    const around = fc.constantFrom(
      ['<', '>'],
      ['“', '”'],
      ['（', '）'],
      ['', '.'],
      ['', '/'],
      [' ', ' '],
    );
    fc.assert(
      fc.property(fc.domain(), id, around, fc.nat(13), (host, name, [before, after], which) => {
        const link = `https://${host}/join/${name}`;
        const read = { ok: true, value: { pool: `https://${host}`, meeting: name } };
        expect(readPastedLink(`${before}${link}${after}`)).toEqual(read);
        expect(readPastedLink(`${before}${redirected(link)[which]}${after}`)).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });
});

describe('nothing but a whole link to a meeting is read out of anything', () => {
  test.each([
    `https://evil.example/?url=${pool}/join/`,
    `https://evil.example/?url=${pool}&m=/join/${meeting}`,
    `https://evil.example/?url=https://pool.contoso.com@evil.example/join/${meeting}`,
    `https://evil.example/?url=${encodeURIComponent(`${page} --no-sandbox`)}`,
    `https://evil.example/?url=${encodeURIComponent(`${page}\n--no-sandbox`)}`,
    `https://evil.example/?url=http://pool.contoso.com/join/${meeting}`,
    `https://evil.example/?url=javascript:${page}`,
    `https://evil.example/?url=ws://pool.contoso.com/join/${meeting}`,
    // Two that differ: which one is meant, nobody can say.
    `https://evil.example/?url=${page}&q=https://other.example/join/${meeting}`,
    `<https://other.example/join/${meeting}> <${page}>`,
    `https://other.example/join/${meeting}<${page}>`,
    `https://protect.mimecast.com/s/AbCdEfGh`,
    `${page} --inspect=0.0.0.0:9229`,
    `${page}" --policy-file="/tmp/x`,
    `javascript:alert(1)//${page}`,
  ])('%s', (text) => {
    expect(readPastedLink(text).ok).toBe(false);
  });

  it('a redirector that is itself a meeting’s page leads to itself', () => {
    const other = `https://other.example/join/${meeting}?url=${encodeURIComponent(page)}`;
    expect(readPastedLink(other)).toEqual({
      ok: true,
      value: { pool: 'https://other.example', meeting },
    });
  });

  it('whatever comes, it is bounded, never thrown at, and what is read stands in it', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        page,
        app,
        'https://e.example/?url=',
        '%3A',
        '%',
        '&',
        '=',
        '\n',
        '<',
        '__;',
        '/v3/__',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (parts) => {
        const read = readPastedLink(parts.join(''));
        if (read.ok)
          expect(readMeetingLink(`${read.value.pool}/join/${read.value.meeting}`)).toEqual(read);
      }),
      { numRuns: 2000 },
    );
    expect(readPastedLink('x'.repeat(LONGEST_PASTED_LINK + 1))).toMatchObject({
      problem: 'tooLong',
    });
  });
});
