import { describe, expect, it, vi } from 'vitest';
import { followNetwork } from './followNetwork.ts';

describe('the network', () => {
  it('has the connection made sure of when it comes and when it goes', () => {
    const [system, connectNow] = [new EventTarget(), vi.fn()];
    followNetwork(system, connectNow);
    system.dispatchEvent(new Event('offline'));
    system.dispatchEvent(new Event('online'));
    expect(connectNow).toHaveBeenCalledTimes(2);
  });
});
