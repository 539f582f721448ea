type Role = {
  readonly label: string;
  readonly accelerator?: string;
  /** Whether the page itself acts on the keys, and the menu only shows them. */
  readonly isPages?: true;
};

const mac = process.platform === 'darwin';
const windows = process.platform === 'win32';

/** How menus show Electron's roles, by their names in lower case, unless a template overrides it. */
const roles: Readonly<Record<string, Role>> = {
  close: { label: mac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', isPages: true },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', isPages: true },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', isPages: true },
  pasteandmatchstyle: {
    label: 'Paste and Match Style',
    accelerator: mac ? 'Cmd+Option+Shift+V' : 'Shift+CommandOrControl+V',
    isPages: true,
  },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  quit: windows ? { label: 'Exit' } : { label: 'Quit', accelerator: 'CommandOrControl+Q' },
  redo: { label: 'Redo', accelerator: windows ? 'Control+Y' : 'Shift+CommandOrControl+Z' },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R' },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: mac ? 'Control+Command+F' : 'F11',
  },
  toggledevtools: {
    label: 'Toggle Developer Tools',
    accelerator: mac ? 'Alt+Command+I' : 'Ctrl+Shift+I',
  },
  about: { label: 'About' },
  services: { label: 'Services' },
  hide: { label: 'Hide', accelerator: 'Command+H' },
  hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  unhide: { label: 'Show All' },
  window: { label: 'Window' },
  zoom: { label: 'Zoom' },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
};

/** What a role sets on its item by default. */
export function roleFacts(role: string | undefined): Partial<Role> {
  return roles[role ?? ''] ?? {};
}
