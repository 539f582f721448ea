import { EventEmitter } from 'node:events';
import { networkInterfaces } from 'node:os';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

/** The system as Electron presents it, if a plain answer is enough. */
export function createNativeTheme(): typeof Electron.nativeTheme {
  const events = new EventEmitter();
  let source: Electron.NativeTheme['themeSource'] = 'system';
  const face = Object.defineProperties(events, {
    themeSource: {
      get: () => source,
      set: (value: typeof source) => {
        const was = source === 'dark';
        source = value;
        if (was !== (value === 'dark')) events.emit('updated');
      },
    },
    shouldUseDarkColors: { get: () => source === 'dark' },
    shouldUseHighContrastColors: { get: () => false },
    shouldUseInvertedColorScheme: { get: () => false },
    prefersReducedTransparency: { get: () => false },
    inForcedColorsMode: { get: () => false },
  });
  return strict('nativeTheme', 'system.ts', face) as unknown as typeof Electron.nativeTheme;
}

export function createPowerMonitor(): typeof Electron.powerMonitor {
  const methods = {
    getSystemIdleTime: () => 0,
    getSystemIdleState: () => 'active' as const,
    isOnBatteryPower: () => false,
    onBatteryPower: false,
  } satisfies Partial<typeof Electron.powerMonitor>;
  const face = Object.assign(new EventEmitter(), methods);
  return strict('powerMonitor', 'system.ts', face) as unknown as typeof Electron.powerMonitor;
}

/** macOS's question, which Chromium asks by itself here. */
export function createSystemPreferences(): typeof Electron.systemPreferences {
  const face = { askForMediaAccess: () => Promise.resolve(true) };
  return strict(
    'systemPreferences',
    'system.ts',
    face,
  ) as unknown as typeof Electron.systemPreferences;
}

export function createScreen(): typeof Electron.screen {
  const area = { x: 0, y: 0, width: 1280, height: 800 };
  const size = { width: area.width, height: area.height };
  const display = {
    id: 1,
    bounds: area,
    workArea: area,
    size,
    workAreaSize: size,
    scaleFactor: 1,
    rotation: 0,
    internal: true,
  };
  const face = Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  });
  return strict('screen', 'system.ts', face) as unknown as typeof Electron.screen;
}

export function createNet(fetch: typeof Electron.net.fetch): typeof Electron.net {
  const isOnline = (): boolean =>
    Object.values(networkInterfaces())
      .flat()
      .some((one) => one?.internal === false);
  const face = Object.defineProperty({ fetch, isOnline }, 'online', { get: isOnline });
  return strict('net', 'system.ts', face) as unknown as typeof Electron.net;
}
