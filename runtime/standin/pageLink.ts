import { readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import { watchAnswering } from './answering.ts';
import { decode, openChannel, type Channel } from './channel.ts';
import type { Session as Devtools } from './chromium/connection.ts';
import { holdDatagrams } from './chromium/datagrams.ts';
import type { Tab } from './chromium/targets.ts';
import type { Host } from './host.ts';
import { createNavigation } from './navigation.ts';
import { answerRequests } from './network.ts';
import type { PageOptions } from './pageOptions.ts';
import type {
  ContextMenuMessage,
  Downward,
  KeyMessage,
  OpenMessage,
  Upward,
} from './page/messages.ts';

/** A live Chromium page behind Electron's web contents. */
export type Page = {
  readonly targetId: string;
  readonly devtools: Devtools;
  readonly channel: Channel;
  isLoading: () => boolean;
  load: (url: string) => Promise<void>;
  reload: () => Promise<void>;
  evaluate: (code: string) => Promise<unknown>;
  insertCSS: (css: string) => Promise<string>;
  zoom: (factor: number) => Promise<unknown>;
  crash: () => void;
};

/** Prepares a new Chromium page to be like Electron's, before anything runs in it. */
export async function attachPage(host: Host, tab: Tab, options: PageOptions): Promise<Page> {
  const { session: devtools, targetId } = tab;
  const { events, frames, core } = options;
  // First, so that the frame is already known to whoever is told of a navigation.
  frames.listen(devtools);
  const navigation = createNavigation(host, devtools, options);
  answerRequests(devtools, core, host.schemes, navigation);
  watchCrashes(host, tab, options);
  watchAnswering(devtools, options);
  tab.onChanged(options.titleMayHaveChanged);
  const { versions } = process;
  const ready = Promise.all([
    devtools.send('Page.enable').then(frames.follow),
    devtools.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    holdDatagrams(devtools, true),
    devtools.send('Emulation.setUserAgentOverride', {
      userAgent: core.agent.userAgent ?? host.userAgent(),
      acceptLanguage: core.agent.languages ?? host.locale(),
    }),
    devtools.send('Emulation.setLocaleOverride', { locale: host.locale() }).catch(() => undefined), // Playwright's own wins.
    openChannel(devtools, {
      preload: options.preload === undefined ? undefined : readFileSync(options.preload, 'utf8'),
      argv: [process.argv[0] ?? '', '--type=renderer', ...options.argv],
      versions,
      mainFrameId: frames.mainId,
      onMessage: (message, frameId, reply) => {
        receive(host, options, message, frameId, reply);
      },
    }),
  ] as const);
  devtools.on('Runtime.consoleAPICalled', ({ type, args }) => {
    const text = args.map((arg) => String(arg.value ?? arg.description ?? '')).join(' ');
    const level = type === 'error' || type === 'warning' || type === 'debug' ? type : 'info';
    const details = { level, message: text, lineNumber: 0, sourceId: '', frame: frames.main };
    events.emit('console-message', {
      ...details,
      defaultPrevented: false,
      preventDefault: () => undefined,
    });
  });
  const [, , , , , , channel] = await ready;
  await devtools.send('Runtime.runIfWaitingForDebugger');
  return {
    targetId,
    devtools,
    channel,
    ...navigation,
    evaluate: (code) => evaluate(devtools, code),
    insertCSS: async (css) => {
      await evaluate(
        devtools,
        `document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), {}));
        document.adoptedStyleSheets.at(-1).replaceSync(${JSON.stringify(css)})`,
      );
      return String(css.length);
    },
    // The visible effect of zooming: larger text and controls, in less room.
    zoom: (factor) =>
      evaluate(devtools, `document.documentElement.style.zoom = ${JSON.stringify(String(factor))}`),
    crash: () => {
      devtools.send('Page.crash').catch(() => undefined); // It never answers, being dead.
    },
    reload: () => navigation.reload(frames.main.url),
  };
}

async function evaluate(devtools: Devtools, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  if (exceptionDetails !== undefined)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as unknown;
}

function watchCrashes(host: Host, tab: Tab, { events, contents, onCrash }: PageOptions): void {
  tab.onCrashed((status, exitCode) => {
    onCrash(true);
    const reason = status === 'killed' || status === 'oom' ? status : 'crashed';
    const details = { reason, exitCode } as const;
    const event = { defaultPrevented: false, preventDefault: () => undefined };
    host.tellApp('render-process-gone', event, contents(), details);
    events.emit('render-process-gone', event, details);
  });
}

function receive(
  host: Host,
  options: PageOptions,
  message: Upward,
  frameId: string,
  reply: (message: Downward) => void,
): void {
  const { contents, frames, events } = options;
  if (message.kind === 'send' || message.kind === 'invoke') {
    host.ipc.deliver(message, { contents: contents(), frame: frames.find(frameId) }, reply);
  } else if (message.kind === 'preloadError') {
    const event = { defaultPrevented: false, preventDefault: () => undefined };
    events.emit('preload-error', event, options.preload ?? '', decode(message.error));
  } else if (message.kind === 'input') {
    const { type, modifiers } = message;
    events.emit('input-event', unheeded(), { type, modifiers });
  } else if (message.kind === 'key') {
    receiveKey(host, options, message);
  } else if (message.kind === 'contextMenu') {
    askForMenu(options, message);
  } else askToOpen(host, options, message);
}

/** An event that can only be observed, not prevented. */
const unheeded = () => ({ defaultPrevented: false, preventDefault: () => undefined });

function receiveKey(host: Host, { contents, events }: PageOptions, message: KeyMessage): void {
  const { type, key, code, ctrl, shift, alt, meta, repeat } = message;
  const input = {
    type: type === 'keydown' ? 'keyDown' : 'keyUp',
    key,
    code,
    control: ctrl,
    shift,
    alt,
    meta,
    isAutoRepeat: repeat,
  };
  events.emit('before-input-event', unheeded(), input);
  if (type === 'keydown' && !message.handled) host.pressed(message, contents());
}

function askForMenu({ events, frames }: PageOptions, asked: ContextMenuMessage): void {
  const { x, y, linkURL, selectionText, isEditable, hasSelection, byKeyboard } = asked;
  const { canUndo, canRedo } = asked;
  const changesSelection = isEditable && hasSelection;
  const params = {
    x,
    y,
    linkURL,
    selectionText,
    isEditable,
    frame: frames.main,
    pageURL: frames.main.url,
    misspelledWord: '',
    dictionarySuggestions: [] as string[],
    menuSourceType: byKeyboard ? 'keyboard' : 'mouse',
    editFlags: {
      canUndo,
      canRedo,
      canPaste: isEditable,
      canSelectAll: true,
      canCut: changesSelection,
      canDelete: changesSelection,
      canCopy: hasSelection,
      canEditRichly: false,
    },
  } satisfies Partial<Electron.ContextMenuParams>;
  const event = { defaultPrevented: false, preventDefault: () => undefined };
  events.emit('context-menu', event, params);
}

function askToOpen(host: Host, { frames, openHandler }: PageOptions, asked: OpenMessage): void {
  const { toElectron } = host.schemes;
  const url = toElectron(asked.url);
  const details = {
    url,
    frameName: asked.name,
    features: asked.features,
    disposition: asked.features === '' ? 'foreground-tab' : 'new-window',
    referrer: { url: frames.main.url, policy: 'strict-origin-when-cross-origin' },
  } as const;
  const answer = openHandler()?.(details);
  if (answer?.action !== 'deny') {
    console.error(
      `The stand-in opens no child windows (${url}); add it in runtime/standin/pageLink.ts`,
    );
  }
}
