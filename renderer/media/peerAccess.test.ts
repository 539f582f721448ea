import { describe, expect, it } from 'vitest';
import { createPeerAccess } from './peerAccess.ts';

describe('the way to other people’s devices', () => {
  it('is open as long as anyone in the window needs it', async () => {
    const said: boolean[] = [];
    const access = createPeerAccess((areAllowed) => {
      said.push(areAllowed);
      return Promise.resolve(true);
    });
    const giveBack = await access.take();
    const giveBackToo = await access.take();
    giveBack?.();
    expect(said).not.toContain(false);
    giveBackToo?.();
    expect(said.at(-1)).toBe(false);
    await access.take();
    expect(said.at(-1)).toBe(true);
  });

  it('stays shut where the main process refuses it, and is asked for anew the next time', async () => {
    let isAllowed = false;
    const access = createPeerAccess(() => Promise.resolve(isAllowed));
    expect(await access.take()).toBeUndefined();
    isAllowed = true;
    expect(await access.take()).toBeDefined();
  });
});
