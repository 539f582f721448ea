import type * as Electron from 'electron';
import type { Page } from 'playwright';
import type { Check, Running } from '../checks.ts';

const source = 'docs/api/web-contents.md "Event: \'context-menu\'"';
type Seen = Partial<Electron.ContextMenuParams>;

/** What the main process is told when an action on the first window's page asks for a menu. */
async function asked({ app, page }: Running, ask: (page: Page) => Promise<unknown>): Promise<Seen> {
  const told = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<Seen>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('context-menu', (_event, params) => {
          // A frame can't be sent to the checks.
          Reflect.deleteProperty(params, 'frame');
          resolve(params);
        });
      }),
  );
  // The listener is in place once a later request has its answer.
  await app.evaluate(() => 0);
  await ask(page);
  return told;
}

const flags = ({ editFlags }: Seen): Partial<Electron.EditFlags> => {
  const { canUndo, canRedo, canCut, canCopy, canPaste, canSelectAll } = editFlags ?? {};
  return { canUndo, canRedo, canCut, canCopy, canPaste, canSelectAll } as Electron.EditFlags;
};

/** What Chromium reports about the place where a person asked for a menu. */
export const contextMenuChecks: readonly Check[] = [
  {
    of: [
      'WebContents event context-menu',
      'ContextMenuParams.linkURL',
      'ContextMenuParams.isEditable',
      'ContextMenuParams.menuSourceType',
      'ContextMenuParams.x',
      'ContextMenuParams.y',
    ],
    says: 'A link’s address, where and how the menu was asked for.',
    source,
    see: async (running) => {
      const params = await asked(running, (page) =>
        page.locator('#link').click({ button: 'right', position: { x: 3, y: 4 } }),
      );
      const box = await running.page.locator('#link').boundingBox();
      return [
        params.linkURL,
        params.isEditable,
        params.menuSourceType,
        Math.abs((params.x ?? 0) - (box?.x ?? 0) - 3) <= 1,
        Math.abs((params.y ?? 0) - (box?.y ?? 0) - 4) <= 1,
      ];
    },
    expected: ['https://elsewhere.example/path', false, 'mouse', true, true],
  },
  {
    of: ['ContextMenuParams.menuSourceType'],
    says: 'Says where the keyboard asked.',
    source,
    see: async (running) => {
      const { menuSourceType } = await asked(running, async (page) => {
        await page.locator('#link').focus();
        await page.keyboard.press('Shift+F10');
      });
      return menuSourceType;
    },
    expected: 'keyboard',
  },
  {
    of: ['ContextMenuParams.selectionText'],
    says: 'The text that is selected.',
    source,
    see: async (running) => {
      const { selectionText } = await asked(running, async (page) => {
        await page.evaluate(() => {
          const text = document.querySelector('#text');
          if (text !== null) getSelection()?.selectAllChildren(text);
        });
        await page.locator('#text').click({ button: 'right', position: { x: 5, y: 5 } });
      });
      return selectionText;
    },
    expected: 'Some words',
  },
  {
    of: [
      'ContextMenuParams.editFlags',
      'EditFlags.canUndo',
      'EditFlags.canRedo',
      'EditFlags.canCut',
      'EditFlags.canCopy',
      'EditFlags.canPaste',
      'EditFlags.canSelectAll',
    ],
    says: 'What can be done in a field: nothing to undo before anything was typed, to redo once it was undone.',
    source,
    see: async (running) => {
      const { page } = running;
      const click = () => page.locator('#field').click({ button: 'right' });
      await page.locator('#field').focus();
      await page.keyboard.press('End');
      const fresh = flags(await asked(running, click));
      await page.locator('#field').click();
      await page.keyboard.type('x');
      const typed = flags(await asked(running, click));
      await page.locator('#field').click();
      await page.keyboard.press('Control+Z');
      const undone = flags(await asked(running, click));
      return [fresh, typed, undone].map(({ canUndo, canRedo, canPaste }) => [
        canUndo,
        canRedo,
        canPaste,
      ]);
    },
    expected: [
      [false, false, true],
      [true, false, true],
      [false, true, true],
    ],
  },
  {
    of: ['EditFlags.canCut', 'EditFlags.canCopy', 'EditFlags.canSelectAll'],
    says: 'A selection can be cut and copied, that of a password can’t.',
    source,
    see: async (running) => {
      const seen: unknown[] = [];
      for (const id of ['#field', '#secret']) {
        const { canCut, canCopy, canSelectAll } = flags(
          await asked(running, async (page) => {
            await page.locator(id).focus();
            await page.keyboard.press('Control+A');
            await page.keyboard.press('Shift+F10');
          }),
        );
        seen.push([canCut, canCopy, canSelectAll]);
      }
      return seen;
    },
    expected: [
      [true, true, true],
      [false, false, true],
    ],
  },
  {
    of: [
      'ContextMenuParams.dictionarySuggestions',
      'WebPreferences.spellcheck',
      'WebContents.replaceMisspelling',
    ],
    says: 'Without a spell checker there are no suggestions, and to replace a misspelling changes nothing.',
    source: 'docs/api/structures/web-preferences.md "spellcheck", spec/spellchecker-spec.ts',
    see: async (running) => {
      const { dictionarySuggestions } = await asked(running, async (page) => {
        await page.locator('#field').fill('mispeling');
        await page.locator('#field').click({ button: 'right' });
      });
      await running.app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.replaceMisspelling('misspelling');
      });
      return [dictionarySuggestions, await running.page.locator('#field').inputValue()];
    },
    expected: [[], 'mispeling'],
  },
];
