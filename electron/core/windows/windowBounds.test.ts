import { describe, expect, it } from 'vitest';
import { arrangementOf, boxOnDisplays } from './windowBounds.ts';

const left = { x: 0, y: 0, width: 1280, height: 760 };
const right = { x: 1280, y: 0, width: 1920, height: 1040 };

describe('boxOnDisplays', () => {
  it('leaves a window where it was, on whichever display that is', () => {
    const box = { x: 1400, y: 100, width: 960, height: 680 };
    expect(boxOnDisplays(box, [left, right])).toEqual(box);
  });

  it('brings a window wholly onto the display that shows most of it', () => {
    const box = { x: 1000, y: 300, width: 960, height: 680 };
    expect(boxOnDisplays(box, [left, right])).toEqual({ ...box, x: 1280 });
    expect(boxOnDisplays(box, [left])).toEqual({ ...box, x: 320, y: 80 });
  });

  it('makes a window no larger than its display', () => {
    const box = { x: 40, y: 40, width: 3000, height: 2000 };
    expect(boxOnDisplays(box, [left])).toEqual(left);
  });

  it('knows of no place for a window whose display is gone, or shows but a sliver of it', () => {
    expect(boxOnDisplays({ x: 1400, y: 100, width: 960, height: 680 }, [left])).toBeUndefined();
    expect(boxOnDisplays({ x: 1270, y: 100, width: 960, height: 680 }, [left])).toBeUndefined();
    expect(boxOnDisplays({ x: 1, y: 1, width: 10, height: 10 }, [])).toBeUndefined();
  });
});

describe('arrangementOf', () => {
  it('is the same in whatever order the displays are named, and another for other displays', () => {
    expect(arrangementOf([left, right])).toBe(arrangementOf([right, left]));
    expect(arrangementOf([left])).not.toBe(arrangementOf([left, right]));
  });
});
