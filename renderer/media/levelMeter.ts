import { createVariable, type Value } from '../ui/value.ts';

/** How loud a stream is, from 0 for silence to 1 for full scale. */
export interface LevelMeter extends Value<number> {
  readonly stop: () => void;
}

/** Milliseconds between two readings: as often as an eye can tell. */
const INTERVAL_MS = 50;
/** About as many as come between two readings. */
const SAMPLES = 2048;
/** By how much the level falls at a reading at most, so that an eye can follow a short sound. */
const FALL = 0.05;
/** What counts as silence, in decibels below full scale. */
const QUIETEST = -60;

/**
 * @param samples between -1 and 1.
 * @returns their loudness on a decibel scale, from 0 to 1.
 */
export function loudnessOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST));
}

/** Measures a stream, without closing it, until stopped. */
export function createLevelMeter(stream: MediaStream): LevelMeter {
  const level = createVariable(0);
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    level.set(Math.max(loudnessOf(samples), level.get() - FALL));
  }, INTERVAL_MS);
  return {
    get: level.get,
    subscribe: level.subscribe,
    stop: () => {
      clearInterval(timer);
      void context.close();
    },
  };
}
