import { describe, expect, it } from 'vitest';
import { loudnessOf } from './levelMeter.ts';

describe('the loudness of samples', () => {
  const tone = (amplitude: number) =>
    Float32Array.from({ length: 1024 }, (_, index) => (index % 2 ? amplitude : -amplitude));

  it('goes by the decibel from silence to full scale, and stays within', () => {
    expect(loudnessOf(tone(0))).toBe(0);
    expect(loudnessOf(tone(0.0001))).toBe(0);
    expect(loudnessOf(tone(0.001))).toBeCloseTo(0);
    expect(loudnessOf(tone(0.0316))).toBeCloseTo(0.5, 2);
    expect(loudnessOf(tone(1))).toBe(1);
    expect(loudnessOf(tone(2))).toBe(1);
  });
});
