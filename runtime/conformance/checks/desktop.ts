import { inMain, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;

/** The desktop around the application. */
export const desktopChecks: readonly Check[] = [
  {
    of: [
      'Dialog.showMessageBox',
      'MessageBoxOptions.type',
      'MessageBoxOptions.title',
      'MessageBoxOptions.message',
      'MessageBoxOptions.detail',
      'MessageBoxOptions.buttons',
      'MessageBoxOptions.noLink',
    ],
    says: 'Options of another kind than the documented one are errors.',
    source:
      'spec/api-dialog-spec.ts "dialog module showMessageBox throws errors when the options are invalid"',
    see: inMain(({ dialog }) =>
      Promise.all(
        [
          { type: 'not-a-valid-type' },
          { buttons: false },
          { title: 300 },
          { message: [] },
          { detail: 3.14 },
          { noLink: 'yes' },
        ].map((wrong) =>
          conformance.failure(() => dialog.showMessageBox({ message: '', ...wrong } as never)),
        ),
      ),
    ),
    expected: [
      'TypeError: Invalid message box type',
      'TypeError: Buttons must be an array',
      'TypeError: Title must be a string',
      'TypeError: Message must be a string',
      'TypeError: Detail must be a string',
      'TypeError: noLink must be a boolean',
    ],
  },
  {
    of: [
      'MessageBoxOptions.signal',
      'MessageBoxOptions.cancelId',
      'MessageBoxReturnValue.response',
    ],
    says: 'A signal that aborts closes the box, as if it were cancelled: by cancelId, else the button that says cancel.',
    source:
      'spec/api-dialog-spec.ts "dialog module showMessageBox with signal cancels message box"',
    see: inMain(async ({ dialog }) => {
      const responses: number[] = [];
      for (const options of [
        { buttons: ['OK', 'Stop', 'Other'], cancelId: 2 },
        { buttons: ['OK', 'Cancel'], defaultId: 0 },
        { buttons: ['OK', 'Other'], defaultId: 0 },
        { buttons: ['OK', 'Other'], defaultId: 1 },
      ]) {
        const controller = new AbortController();
        const { signal } = controller;
        const answer = dialog.showMessageBox({ message: 'A box', signal, ...options });
        controller.abort();
        responses.push((await answer).response);
      }
      return responses;
    }),
    expected: [2, 1, 1, 0],
  },
  {
    of: ['MessageBoxOptions.defaultId', 'Dialog.showMessageBox'],
    says: 'Waits until somebody presses a button; defaultId is the one that has the focus.',
    source: 'docs/api/dialog.md "dialog.showMessageBox([window, ]options)"',
    differs:
      'Nobody is there to press one: it is printed, and answered at once as if it were cancelled.',
    see: inMain(async ({ dialog }) => {
      const controller = new AbortController();
      const { signal } = controller;
      const answer = dialog.showMessageBox({
        message: 'A box',
        buttons: ['OK'],
        defaultId: 0,
        signal,
      });
      const first = await Promise.race([
        answer,
        new Promise((resolve) => setTimeout(resolve, 300, 'waits')),
      ]);
      controller.abort();
      return first;
    }),
    expected: 'waits',
  },
  {
    of: ['Dialog.showSaveDialog', 'SaveDialogOptions.title', 'SaveDialogOptions.defaultPath'],
    says: 'Options of another kind than the documented one are errors.',
    source:
      'spec/api-dialog-spec.ts "dialog module showSaveDialog throws errors when the options are invalid"',
    see: inMain(({ dialog }) =>
      Promise.all(
        [{ title: 300 }, { defaultPath: {} }].map((wrong) =>
          conformance.failure(() => dialog.showSaveDialog(wrong as never)),
        ),
      ),
    ),
    expected: ['TypeError: Title must be a string', 'TypeError: Default path must be a string'],
  },
  {
    of: [
      'SaveDialogReturnValue.canceled',
      'SaveDialogReturnValue.filePath',
      'SaveDialogOptions.filters',
      'FileFilter.name',
      'FileFilter.extensions',
    ],
    says: 'The chosen path, or canceled with an empty one; the filters say which files are offered.',
    source: 'docs/api/dialog.md "dialog.showSaveDialog([window, ]options)"',
    cannot:
      'A person chooses, so no program can ask on real Electron; the stand-in answers that nobody chose, and flows replace it.',
  },
  {
    of: ['NativeImage.createFromPath'],
    says: 'The picture of a file; an empty one where there is none.',
    source:
      'spec/api-native-image-spec.ts "nativeImage module createFromPath(path) returns an empty image for invalid paths"',
    see: inMain(({ nativeImage }) =>
      ['', 'does-not-exist.png', process.cwd(), 'package.json', 'assets/icons/32.png'].map((path) =>
        nativeImage.createFromPath(path).isEmpty(),
      ),
    ),
    expected: [true, true, true, true, false],
  },
  {
    of: ['new Tray', 'Tray.setImage'],
    says: 'A file that is missing is an error that names it.',
    source:
      'spec/api-tray-spec.ts "tray module new Tray throws a descriptive error for a missing file"',
    see: inMain(async ({ Tray, nativeImage }) => {
      const tray = new Tray(nativeImage.createEmpty());
      const texts = [
        await conformance.failure(() => new Tray('/does/not/exist')),
        await conformance.failure(() => {
          tray.setImage('/does/not/exist');
        }),
      ];
      tray.destroy();
      return texts.map((text) => /Failed to load image from path '?\/does\/not\/exist/.test(text));
    }),
    expected: [true, true],
  },
  {
    of: ['Tray.setContextMenu', 'Tray.setToolTip', 'Tray.on'],
    says: 'Takes a menu or null, and a text.',
    source:
      'spec/api-tray-spec.ts "tray module tray.setContextMenu(menu) accepts both null and Menu as parameters"',
    see: inMain(({ Tray, Menu, nativeImage }) => {
      const tray = new Tray(nativeImage.createEmpty());
      tray.on('click', () => undefined);
      tray.setContextMenu(Menu.buildFromTemplate([{ label: 'One' }]));
      tray.setContextMenu(null);
      tray.setToolTip('Tip');
      const before = tray.isDestroyed();
      tray.destroy();
      return [before, tray.isDestroyed()];
    }),
    expected: [false, true],
  },
  {
    of: ['Tray event click'],
    says: 'Told when a person clicks the icon.',
    source: 'docs/api/tray.md "Event: \'click\'"',
    cannot:
      'No program can click the desktop’s notification area on real Electron; the stand-in’s flows emit the event.',
  },
  {
    of: ['Shell.openPath'],
    says: 'Says why, where a path can’t be opened.',
    source: 'docs/api/shell.md "shell.openPath(path)"',
    see: inMain(async ({ shell }) => (await shell.openPath('/does/not/exist')) !== ''),
    expected: true,
  },
  {
    of: ['Shell.openExternal'],
    says: 'Refused for what is no URL.',
    source: 'docs/api/shell.md "shell.openExternal(url[, options])"',
    see: inMain(({ shell }) =>
      conformance.failure(() => shell.openExternal('no url')).then((text) => text !== 'none'),
    ),
    expected: true,
  },
  {
    of: ['Clipboard.writeText'],
    says: 'What was written is read again.',
    source:
      'spec/api-clipboard-spec.ts "clipboard module clipboard.readText() returns unicode string correctly"',
    see: inMain(async ({ clipboard }) => {
      await clipboard.writeText('千江有水千江月');
      return clipboard.readText();
    }),
    expected: '千江有水千江月',
  },
  {
    of: ['Dialog.showErrorBox'],
    says: 'Before the application is ready, its text goes to the error output on Linux, and nothing waits for it.',
    source: 'docs/api/dialog.md "dialog.showErrorBox(title, content)"',
    see: async ({ live }) => {
      const { code, errors } = await live(['--scenario=errorBox']);
      return [code, /A title/.test(errors), /What went wrong/.test(errors)];
    },
    expected: [4, true, true],
  },
];
