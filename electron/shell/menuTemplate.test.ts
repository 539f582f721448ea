import { describe, expect, it } from 'vitest';
import { createTexts, languages } from '../../contract/text/index.ts';
import { menuTemplate } from './menuTemplate.ts';

const nothing = () => undefined;
const actions = {
  openOptions: nothing,
  openHelp: nothing,
  openViewer: nothing,
  openProblem: nothing,
  openAbout: nothing,
  showLogFolder: nothing,
};
const platforms = ['win32', 'darwin', 'linux'] as const;

const menusFor = (platform: NodeJS.Platform) =>
  menuTemplate(createTexts('en').t, actions, platform).map(({ label, submenu }) => ({
    label,
    items: (Array.isArray(submenu) ? submenu : []).flatMap((item) => item.label ?? []),
  }));

describe('the menu', () => {
  it('has Options and Exit under File on Windows', () => {
    const [file] = menusFor('win32');
    expect(file).toEqual({ label: 'File', items: ['Options…', 'Close window', 'Exit'] });
  });

  it.each([
    ['win32', 'Help'],
    ['linux', 'Help'],
    ['darwin', 'Candor'],
  ] as const)('has About on %s, under %s', (platform, menu) => {
    const holding = menusFor(platform).filter(({ items }) => items.includes('About Candor'));
    expect(holding.map(({ label }) => label)).toEqual([menu]);
  });

  it('says Quit on Linux', () => {
    expect(menusFor('linux')[0]?.items).toContain('Quit');
  });

  it('has Settings and Quit under the application’s name on macOS, and a Window menu', () => {
    const menus = menusFor('darwin');
    expect(menus.map(({ label }) => label)).toEqual([
      'Candor',
      'File',
      'Edit',
      'View',
      'Window',
      'Help',
    ]);
    expect(menus[0]?.items).toEqual([
      'About Candor',
      'Settings…',
      'Services',
      'Hide Candor',
      'Hide others',
      'Show all',
      'Quit',
    ]);
    expect(menus[1]?.items).toEqual(['Close window']);
  });

  it.each(platforms)('names every item in the person’s language, and no key twice, on %s', (on) => {
    for (const language of languages) {
      const items = menuTemplate(createTexts(language).t, actions, on).flatMap(({ submenu }) =>
        Array.isArray(submenu) ? submenu : [],
      );
      expect(items.filter(({ type, label }) => type !== 'separator' && !label)).toEqual([]);
      const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
