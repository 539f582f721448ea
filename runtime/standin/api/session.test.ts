import { describe, expect, test } from 'vitest';
import { createSessions } from './session.ts';

describe('a session', () => {
  test('lets nothing out before the application has said what may be requested', async () => {
    const { module, defaultCore } = createSessions({
      registerSchemes: () => undefined,
      languages: () => 'en-US',
      onCreated: () => undefined,
      clearBrowsingData: () => Promise.resolve(),
    });
    expect(await defaultCore.mayOpen('wss://update.example/')).toBe(false);
    module.defaultSession.webRequest.onBeforeRequest(({ url }, respond) => {
      respond({ cancel: url !== 'wss://pool.example/' });
    });
    expect(await defaultCore.mayOpen('wss://update.example/')).toBe(false);
    expect(await defaultCore.mayOpen('wss://pool.example/')).toBe(true);
  });
});
