import type { Check } from '../checks.ts';

/** Pages that don't respond. */
export const hangChecks: readonly Check[] = [
  {
    of: ['WebContents event unresponsive', 'WebContents event responsive'],
    says: 'A page that leaves a person’s input without an answer for long is told, and told again once it answers.',
    source: 'docs/api/web-contents.md "Event: \'unresponsive\'", "Event: \'responsive\'"',
    see: async ({ app, kind, opened }) => {
      const told = app.evaluate(
        ({ app }) =>
          new Promise<string[]>((resolve) => {
            const names: string[] = [];
            app.once('web-contents-created', (_event, contents) => {
              contents.once('unresponsive', () => names.push('unresponsive'));
              contents.once('responsive', () => {
                resolve([...names, 'responsive']);
              });
            });
          }),
      );
      const page = await opened('hangs', () =>
        app.evaluate(async () => {
          const { conformance } = globalThis as unknown as {
            conformance: { open: (options: object, url: string) => Promise<unknown> };
          };
          await conformance.open({ show: true }, 'app://conformance/index.html?hangs');
        }),
      );
      // Chromium waits for half a minute; the stand-in is told to wait less.
      const ms = kind === 'electron' ? 35_000 : 3000;
      const hang = page.evaluate((ms) => {
        const end = Date.now() + ms;
        while (Date.now() < end);
      }, ms);
      await page.keyboard.press('a');
      const names = await told;
      await hang;
      await page.close();
      return names;
    },
    expected: ['unresponsive', 'responsive'],
  },
];
