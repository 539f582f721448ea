import type * as Electron from 'electron';
import { holdDatagrams } from '../chromium/datagrams.ts';
import type { Page } from '../pageLink.ts';

/** Does something with a window's page, once it exists. */
export type WhenThere = (act: (page: Page) => unknown) => void;

/** Chromium edits by the command that comes with a key; the key itself, which has no code, does nothing. */
export function editing(whenThere: WhenThere) {
  const order = (command: string) => () => {
    whenThere(({ devtools }) =>
      devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] }),
    );
  };
  return {
    undo: order('undo'),
    redo: order('redo'),
    cut: order('cut'),
    copy: order('copy'),
    paste: order('paste'),
    pasteAndMatchStyle: order('pasteAndMatchStyle'),
    selectAll: order('selectAll'),
    replaceMisspelling: () => undefined,
  } satisfies Partial<Electron.WebContents>;
}

/** Chromium has no per-page policy, so datagrams flow under any policy but the strictest, and not at all under that. */
export function webRTC(whenThere: WhenThere) {
  let asked = 'default';
  return {
    getWebRTCIPHandlingPolicy: () => asked,
    setWebRTCIPHandlingPolicy: (policy: string) => {
      asked = policy;
      whenThere(({ devtools }) => holdDatagrams(devtools, policy === 'disable_non_proxied_udp'));
    },
  } satisfies Partial<Electron.WebContents>;
}
