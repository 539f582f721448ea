import { describe, expect, it } from 'vitest';
import { createWindowsErrorReporting } from './windowsErrorReporting.ts';

const SETTINGS = 'HKLM\\Software\\Microsoft\\Windows\\Windows Error Reporting';
const MINE = 'HKCU\\Software\\Microsoft\\Windows\\Windows Error Reporting';
const POLICY = 'HKLM\\Software\\Policies\\Microsoft\\Windows\\Windows Error Reporting';

/** As `reg query` prints a key: its name, its values, its subkeys by their full names. */
const printed = (key: string, values: readonly string[], subkeys: readonly string[] = []) => {
  const full = key
    .replace(/^HKLM\\Software/, 'HKEY_LOCAL_MACHINE\\SOFTWARE')
    .replace(/^HKCU/, 'HKEY_CURRENT_USER');
  const head = values.length > 0 ? [full, ...values, ''] : [];
  return ['', ...head, ...subkeys.map((name) => `${full}\\${name}`), ''].join('\r\n');
};
const dword = (name: string, data: string) => `    ${name}    REG_DWORD    ${data}`;

/** A fresh Windows 11: settings of the system, none of the account, no policy of error reporting. */
const fresh: Readonly<Record<string, string>> = {
  [SETTINGS]: printed(
    SETTINGS,
    [
      dword('ErrorPort', '0x0').replace(
        'REG_DWORD    0x0',
        'REG_SZ    \\WindowsErrorReportingServicePort',
      ),
      dword('MaxQueueSizePercentage', '0x1'),
      dword('ServiceTimeout', '0xea60'),
    ],
    ['BrokerUp', 'Consent', 'Hangs', 'LocalDumps', 'RuntimeExceptionHelperModules'],
  ),
  [`${SETTINGS}\\Consent`]: '\r\n',
  'HKLM\\Software\\Policies\\Microsoft\\Windows': printed(
    'HKLM\\Software\\Policies\\Microsoft\\Windows',
    [],
    ['BITS', 'DataCollection', 'WcmSvc'],
  ),
  'HKCU\\Software\\Microsoft\\Windows': printed(
    'HKCU\\Software\\Microsoft\\Windows',
    [],
    ['CurrentVersion', 'DWM', 'Shell'],
  ),
  'HKCU\\Software\\Policies\\Microsoft': printed(
    'HKCU\\Software\\Policies\\Microsoft',
    [],
    ['SystemCertificates'],
  ),
};

async function choiceUnder(registry: Readonly<Record<string, string>>) {
  const problems: string[] = [];
  const reporting = createWindowsErrorReporting(
    (key) => Promise.resolve(registry[key]),
    (problem) => problems.push(problem),
  );
  expect(reporting.choice()).toBe('never');
  await reporting.refresh();
  return { choice: reporting.choice(), problems };
}

/** A registry that contains this key, also listed under its parent. */
function withKey(
  registry: Readonly<Record<string, string>>,
  key: string,
  values: readonly string[],
  consent: readonly string[] = [],
): Record<string, string> {
  const above = key.replace(/\\[^\\]+$/, '');
  return {
    ...registry,
    [above]: printed(above, [], ['Shell', 'Windows Error Reporting']),
    [key]: printed(key, values, consent.length > 0 ? ['Consent'] : []),
    ...(consent.length > 0 ? { [`${key}\\Consent`]: printed(`${key}\\Consent`, consent) } : {}),
  };
}

describe('Windows Error Reporting, as `reg query` tells it', () => {
  it('asks on a system on which nothing was set', async () => {
    expect(await choiceUnder(fresh)).toEqual({ choice: 'ask', problems: [] });
  });

  it('sends all where the account says so', async () => {
    const registry = withKey(
      fresh,
      MINE,
      [dword('LastQueuePesterTime', '0x1')],
      [dword('DefaultConsent', '0x4')],
    );
    expect(await choiceUnder(registry)).toEqual({ choice: 'always', problems: [] });
  });

  it.each([
    ['the account turned it off', MINE, 'Disabled'],
    ['a policy turns it off', POLICY, 'Disabled'],
    ['a policy keeps additional data back', POLICY, 'DontSendAdditionalData'],
    ['whatever the case of its name', POLICY, 'DONTSENDADDITIONALDATA'],
  ])('refuses where %s', async (_what, key, name) => {
    const allowing = {
      ...fresh,
      [`${SETTINGS}\\Consent`]: printed(`${SETTINGS}\\Consent`, [dword('DefaultConsent', '0x4')]),
    };
    expect((await choiceUnder(allowing)).choice).toBe('always');
    const registry = withKey(allowing, key, [dword(name, '0x1')]);
    expect(await choiceUnder(registry)).toEqual({ choice: 'never', problems: [] });
  });

  it.each([
    ['a value of another type', '    Disabled    REG_SZ    0'],
    ['a value that is no number', '    Disabled    REG_DWORD    zero'],
  ])('refuses on %s, and says so', async (_what, line) => {
    const { choice, problems } = await choiceUnder(withKey(fresh, POLICY, [line]));
    expect([choice, problems]).toEqual([
      'never',
      ['Windows Error Reporting: Disabled is no number'],
    ]);
  });

  it('refuses where a key is there and can’t be read, and where nothing can', async () => {
    const { [POLICY]: removed, ...locked } = withKey(fresh, POLICY, [dword('Disabled', '0x0')]);
    expect(removed).toBeDefined();
    for (const registry of [locked, {}]) {
      const { choice, problems } = await choiceUnder(registry);
      expect([choice, problems.length]).toEqual(['never', 1]);
      expect(problems[0]).toContain("can't be read");
    }
  });
});
