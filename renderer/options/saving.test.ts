import { describe, expect, it, vi } from 'vitest';
import { createSaving } from './saving.ts';

function pendingSave() {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  return { save: vi.fn(() => promise), end: resolve };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('saving Options', () => {
  it('tells what went wrong once the save ends, and may then begin anew', async () => {
    const saving = createSaving();
    const [first, second] = [pendingSave(), pendingSave()];
    const onEnd = vi.fn();
    expect(saving.begin(first.save, onEnd)).toBe(true);
    expect(onEnd).not.toHaveBeenCalled();
    first.end('The disk is full.');
    await settled();
    expect(onEnd.mock.calls).toEqual([['The disk is full.']]);
    expect(saving.begin(second.save, onEnd)).toBe(true);
    second.end(undefined);
    await settled();
    expect(onEnd.mock.calls).toEqual([['The disk is full.'], [undefined]]);
  });

  it('does not begin while a save is running', async () => {
    const saving = createSaving();
    const [first, second] = [pendingSave(), pendingSave()];
    const onEnd = vi.fn();
    saving.begin(first.save, onEnd);
    expect(saving.begin(second.save, onEnd)).toBe(false);
    expect(second.save).not.toHaveBeenCalled();
    first.end(undefined);
    await settled();
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('tells nobody who is gone, and nobody who came later', async () => {
    const saving = createSaving();
    const [first, second] = [pendingSave(), pendingSave()];
    const [gone, later] = [vi.fn(), vi.fn()];
    saving.begin(first.save, gone);
    saving.forget();
    saving.begin(second.save, later);
    first.end(undefined);
    await settled();
    expect(gone).not.toHaveBeenCalled();
    expect(later).not.toHaveBeenCalled();
    second.end(undefined);
    await settled();
    expect(later).toHaveBeenCalledOnce();
  });
});
