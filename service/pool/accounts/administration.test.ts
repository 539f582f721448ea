import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../../contract/text/en.ts';
import { fr } from '../../../contract/text/fr.ts';
import { askAs } from '../testing/askAs.ts';
import { candorPool, startCandorPool } from '../testing/candorPool.ts';
import { meetNow } from '../testing/participant.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';

let folder: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-pool-command-'));
  data = join(folder, 'pool');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (line: string, input?: string) =>
  candorPool([...line.split(' '), '--data', data], input);
const readFile = () =>
  JSON.parse(readFileSync(join(data, 'pool.json'), 'utf8')) as {
    organisations: Record<string, { displayName: string; policy: object }>;
    accounts: Record<string, { displayName: string }>;
    meetings: { telemetry: boolean };
  };

/** An organisation with Alice in it. */
async function furnish() {
  await run('add-organisation contoso.com --name Contoso');
  return run(`add-account ${alice} --name Alice`);
}

describe('an administrator', () => {
  test('is shown an empty pool, which only its owner can read', async () => {
    expect(await run('show')).toEqual({ code: 0, stdout: 'meetings.telemetry off', stderr: '' });
    expect(statSync(data).mode & 0o077).toBe(0);
    expect(statSync(join(data, 'pool.json')).mode & 0o077).toBe(0);
  });

  test('adds an organisation and a person, whose password is made and printed, and nowhere kept', async () => {
    const { code, stdout } = await furnish();
    expect(code).toBe(0);
    const password = /^Password: ([a-z2-9-]{20})$/.exec(stdout)?.[1] ?? '';
    expect(password).not.toBe('');
    expect(readFileSync(join(data, 'pool.json'), 'utf8')).not.toContain(password);
    const shown = await run('show');
    expect(shown.stdout.split('\n')).toEqual([
      'contoso.com (Contoso) {}',
      '  alice@contoso.com (Alice)',
      'meetings.telemetry off',
    ]);
  });

  test('shows names of any script beside accounts and policies, which they do not turn round', async () => {
    await run('add-organisation contoso.com --name דנה');
    await run(`add-account ${alice} --name \u200Fא1 --password-from-input`, 'open sesame\n');
    const { stdout } = await run('show');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'contoso.com (\u2068דנה\u2069) {}',
      '  alice@contoso.com (\u2068\u200Fא1\u2069)',
    ]);
  });

  test('gives a password by the input’s first line, and never on the command line', async () => {
    await run('add-organisation contoso.com');
    const added = await run(`add-account ${alice} --password-from-input`, 'open sesame\nmore\n');
    expect(added).toEqual({ code: 0, stdout: 'Done.', stderr: '' });
    const { accounts } = readFile();
    expect(accounts[alice]?.displayName).toBe(alice);
    const empty = await run(`set-password ${alice} --password-from-input`, '');
    expect([empty.code, empty.stderr]).toEqual([2, 'Candor pool: the input holds no password']);
    expect(readFile().accounts).toEqual(accounts);
  });

  test('replaces a password, and takes a person away', async () => {
    await furnish();
    const before = readFile().accounts[alice];
    expect((await run(`set-password ${alice}`)).stdout).toMatch(/^Password: /);
    expect(readFile().accounts[alice]).not.toEqual(before);
    expect((await run('remove-account ALICE@contoso.com')).stdout).toBe('Done.');
    expect(readFile().accounts).toEqual({});
  });

  test('gives a person another name, and keeps their password', async () => {
    await furnish();
    const before = readFile().accounts[alice];
    const named = await candorPool(['set-name', alice, 'Alice Archer', '--data', data]);
    expect(named).toEqual({ code: 0, stdout: 'Done.', stderr: '' });
    expect(readFile().accounts[alice]).toEqual({ ...before, displayName: 'Alice Archer' });
  });

  test('sets what the organisation’s people may send, and the pool’s meetings', async () => {
    await furnish();
    await run('set policy.DisableAutomaticSendTracing true');
    await run('set policy.TracingLevel Light --organisation contoso.com');
    await run('set policy.RetentionDays 30');
    await run('set meetings.telemetry on');
    expect(readFile().organisations['contoso.com']?.policy).toEqual({
      DisableAutomaticSendTracing: true,
      TracingLevel: 'Light',
      RetentionDays: 30,
    });
    expect((await run('show')).stdout).toContain('meetings.telemetry on');
    await run('set meetings.telemetry off');
    expect(readFile().meetings).toEqual({ telemetry: false });
  });

  test('is helped', async () => {
    expect((await candorPool(['--help'])).stdout).toBe(en.poolCommand.usage.trim());
    const inFrench = await candorPool(['-h'], '', 'fr_FR.UTF-8');
    expect(inFrench).toEqual({ code: 0, stdout: fr.poolCommand.usage.trim(), stderr: '' });
  });
});

describe('what can’t be done is said, and changes nothing', () => {
  let furnished: string | undefined;
  beforeEach(async () => {
    if (furnished === undefined) {
      await furnish();
      furnished = readFileSync(join(data, 'pool.json'), 'utf8');
    }
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(join(data, 'pool.json'), furnished);
  });

  test.each([
    [
      'set policy.Nonsense 3',
      'there is no policy “Nonsense”: it can be DisableAutomaticSendTracing',
    ],
    ['set policy.__proto__ 3', 'there is no policy “__proto__”'],
    [
      'set policy.DisableAutomaticSendTracing maybe',
      'must be true, false, 0 or 1, and not “maybe”',
    ],
    ['set policy.TracingLevel Loud', 'TracingLevel must be'],
    ['set policy.TelemetryUrl http://elsewhere.example', 'TelemetryUrl must be'],
    ['set policy.TracingLevel Off --organisation other.example', 'no organisation “other.example”'],
    ['set meetings.telemetry perhaps', 'meetings.telemetry must be on or off, and not “perhaps”'],
    ['set meetings.telemetry 1', 'meetings.telemetry must be on or off'],
    ['set colour green', 'there is no setting “colour”'],
    ['set meetings.telemetry', 'set needs VALUE'],
    ['set', 'set needs KEY VALUE'],
    ['add-organisation contoso.com', 'contoso.com is there already'],
    [
      'add-organisation Not/a/domain',
      'that can’t be set: organisations.not/a/domain: must be a domain',
    ],
    ['add-organisation', 'add-organisation needs DOMAIN'],
    [`add-account ${alice}`, `${alice} is there already`],
    ['add-account bob@elsewhere.example', 'add the organisation first'],
    ['add-account bob', '“bob” is no address such as alice@contoso.com'],
    ['set-password nobody@contoso.com', 'there is no account nobody@contoso.com'],
    ['remove-account nobody@contoso.com', 'there is no account nobody@contoso.com'],
    ['remove-account', 'remove-account needs ADDRESS'],
    ['set-name nobody@contoso.com Nobody', 'there is no account nobody@contoso.com'],
    [`set-name ${alice}`, 'set-name needs NAME'],
    [`set-name ${alice} \u3164`, 'displayName: must be a name of 1 to 128 characters'],
    [`set-name ${alice} Alice --name Alice`, 'set-name takes no --name'],
    ['show more', 'there is one argument too many: “more”'],
    ['show --port 1', 'show takes no --port'],
    ['show --telemetry https://t.example', 'show takes no --telemetry'],
    ['shwo', 'there is no command “shwo”'],
    ['show --colour', 'there is no option --colour'],
    ['show --__proto__', 'there is no option --__proto__'],
    ['serve --port --telemetry', '--port needs a value: --port=VALUE'],
    ['set-password x --password-from-input=y', '--password-from-input takes no value'],
    ['serve --port 70000', '--port must be a whole number from 0 to 65535'],
    ['serve --telemetry http://elsewhere.example', '--telemetry must be an https address'],
    ['serve --telemetry ftp://elsewhere.example', '--telemetry must be an https address'],
    [
      'serve --telemetry https://me:secret@elsewhere.example',
      '--telemetry must be an https address',
    ],
  ])('%s', async (line, problem) => {
    const { code, stdout, stderr } = await run(line);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(problem);
    expect(readFileSync(join(data, 'pool.json'), 'utf8')).toBe(furnished);
  });

  test('a policy without an organisation, where there are several', async () => {
    await run('add-organisation fabrikam.com');
    const { code, stderr } = await run('set policy.TracingLevel Off');
    expect([code, stderr]).toEqual([
      2,
      'Candor pool: there are several organisations: name one with --organisation',
    ]);
  });

  test('in French to who reads French', async () => {
    const inFrench = async (line: string) => {
      const { code, stderr } = await candorPool([...line.split(' '), '--data', data], '', 'fr_CA');
      expect(code).toBe(2);
      return stderr.split('\n')[0];
    };
    expect(await inFrench('set policy.DisableAutomaticSendTracing maybe')).toBe(
      'Pool de Candor\u00a0: DisableAutomaticSendTracing doit valoir true, false, 0 ou 1, et non «\u00a0maybe\u00a0»',
    );
    expect(await inFrench('add-account')).toBe('Pool de Candor\u00a0: add-account attend ADRESSE');
    expect(await inFrench('show --colour')).toBe(
      'Pool de Candor\u00a0: l’option --colour n’existe pas',
    );
    writeFileSync(join(data, 'pool.json'), JSON.stringify({ organisations: { 'A/b': {} } }));
    expect(await inFrench('serve --port 0')).toContain(
      'pool.json est inutilisable\u00a0: organisations.A/b\u00a0: ce doit être un domaine',
    );
  });

  test('a pool.json that is not understood is left as it is', async () => {
    writeFileSync(join(data, 'pool.json'), '{"organisations":');
    for (const line of ['show', 'set meetings.telemetry on', 'serve --port 0']) {
      const { code, stderr } = await run(line);
      expect([code, stderr]).toEqual([2, expect.stringContaining('it is not valid JSON')]);
    }
    expect(readFileSync(join(data, 'pool.json'), 'utf8')).toBe('{"organisations":');
  });
});

describe('a pool that runs', () => {
  let pool: TestPool;
  beforeEach(async () => {
    pool = await startPool();
    data = join(pool.folder, 'pool');
  });
  afterEach(async () => {
    await pool.remove();
  });

  test('takes the setting for meetings at once', async () => {
    const { id } = await meetNow(pool);
    expect((await run('set meetings.telemetry on')).stdout).toBe('Done.');
    await vi.waitFor(async () => {
      const meeting = await fetch(`${pool.url}/v1/meetings/${id}`);
      expect(await meeting.json()).toMatchObject({ MeetingUxEnableTelemetry: true });
    }, 5000);
  });

  test('takes policies, new people and new passwords at once', async () => {
    await run('set policy.DisableAutomaticSendTracing true --organisation contoso.com');
    await run('add-account dora@contoso.com --password-from-input', 'dora’s own');
    await vi.waitFor(async () => {
      const url = `${pool.url}/v1/provisioning?account=dora@contoso.com`;
      const answer = await askAs('dora@contoso.com', 'dora’s own', url);
      expect(await answer.json()).toMatchObject({ policy: { DisableAutomaticSendTracing: true } });
    }, 5000);
  });
});

test('candor-pool serve says where it is, and ends at a signal', async () => {
  const child = startCandorPool([
    'serve',
    '--port',
    '0',
    '--data',
    data,
    '--telemetry',
    'https://t.example/x',
    '--allow-origin',
    'https://phone.contoso.com',
    '--connections-per-address',
    '1',
  ]);
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Candor pool at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? '';
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const open = (origin: string) => new WebSocket(url.replace('http', 'ws'), 'sip', { origin });
    const [[refused]] = [await once(open('https://evil.example'), 'error')] as [[Error]];
    expect(refused.message).toContain('403');
    const allowed = open('https://phone.contoso.com');
    await once(allowed, 'open');
    const [[full]] = [await once(open('https://phone.contoso.com'), 'error')] as [[Error]];
    expect(full.message).toContain('503');
    allowed.terminate();
    break;
  }
  const second = await run('serve --port 0');
  expect([second.code, second.stderr]).toEqual([
    2,
    expect.stringContaining('another process uses'),
  ]);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

test.each([
  '--allow-origin=https://phone.contoso.com/x',
  '--allow-origin=HTTPS://phone.contoso.com',
  '--allow-origin=*',
  '--allow-origin=null',
  '--connections-per-address=0',
  '--requests-per-minute=1.5',
])('serve refuses %s, and says what it takes', async (option) => {
  const { code, stderr } = await run(`serve --port 0 ${option}`);
  expect(code).toBe(2);
  expect(stderr).toContain(`--${option.split('=')[0]?.slice(2) ?? ''} must be`);
});
