import { randomBytes } from 'node:crypto';
import type { Session as Devtools } from './chromium/connection.ts';
import { createCodec } from './page/codec.ts';
import type { Downward, Upward } from './page/messages.ts';
import { isolatedWorldSource, mainWorldSource } from './page/sources.ts';

export type ChannelOptions = {
  readonly preload: string | undefined;
  readonly argv: readonly string[];
  readonly versions: NodeJS.ProcessVersions;
  readonly mainFrameId: () => string;
  onMessage: (message: Upward, frameId: string, reply: (message: Downward) => void) => void;
};
export type Channel = { send: (message: Downward) => void };

const world = 'Electron Isolated Context';
const codec = createCodec();

/** Injects the preload into every document of a page, and carries its messages both ways. */
export async function openChannel(devtools: Devtools, options: ChannelOptions): Promise<Channel> {
  const secret = randomBytes(16).toString('hex');
  const binding = `toMain${secret}`;
  const deliver = `fromMain${secret}`;
  const contexts = new Map<number, { frameId: string; unique: string }>();
  const tell = (contextId: number, message: Downward): void => {
    const expression = `${deliver}(${JSON.stringify(JSON.stringify(message))})`;
    devtools.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined); // The document is gone.
  };
  devtools.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = context.auxData as { frameId?: string };
    if (context.name === world && frameId !== undefined)
      contexts.set(context.id, { frameId, unique: context.uniqueId });
  });
  devtools.on('Runtime.executionContextDestroyed', ({ executionContextUniqueId }) => {
    for (const [id, { unique }] of contexts)
      if (unique === executionContextUniqueId) contexts.delete(id);
  });
  devtools.on('Runtime.executionContextsCleared', () => {
    contexts.clear();
  });
  devtools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frameId = contexts.get(executionContextId)?.frameId;
    if (name !== binding || frameId === undefined) return;
    options.onMessage(JSON.parse(payload) as Upward, frameId, (message) => {
      tell(executionContextId, message);
    });
  });
  const { platform } = process;
  const settings = { binding, deliver, platform, versions: options.versions, argv: options.argv };
  await Promise.all([
    devtools.send('Runtime.enable'),
    devtools.send('Runtime.addBinding', { name: binding, executionContextName: world }),
    devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(secret) }),
    devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorldSource(secret, settings, options.preload),
      worldName: world,
    }),
  ]);
  return {
    send: (message) => {
      for (const [id, { frameId }] of contexts)
        if (frameId === options.mainFrameId()) tell(id, message);
    },
  };
}

export function encode(value: unknown): string {
  return codec.encode(value);
}

export function decode(text: string): unknown {
  return codec.decode(text);
}
