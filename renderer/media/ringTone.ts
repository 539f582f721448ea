/** One round of ringing: its start and end times in seconds, and the length of a round. */
interface Pattern {
  readonly tones: readonly number[];
  readonly bursts: readonly (readonly [from: number, until: number])[];
  readonly round: number;
  readonly loudness: number;
}

/** The tones of a call that nobody has answered yet. */
const patterns = {
  /** Somebody calls. */
  incoming: {
    tones: [587, 740],
    bursts: [
      [0, 0.4],
      [0.6, 1],
    ],
    round: 3,
    loudness: 0.12,
  },
  /** The other's device rings. */
  outgoing: { tones: [425], bursts: [[0, 1]], round: 4, loudness: 0.05 },
} as const satisfies Record<string, Pattern>;

/** Seconds in which a tone comes and goes, so that it does not click. */
const FADE = 0.02;

function soundRound(context: AudioContext, { tones, bursts, loudness }: Pattern): void {
  for (const [from, until] of bursts) {
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(context.destination);
    const [start, stop] = [context.currentTime + from, context.currentTime + until];
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loudness, start + FADE);
    gain.gain.setValueAtTime(loudness, stop - FADE);
    gain.gain.linearRampToValueAtTime(0, stop);
    for (const frequency of tones) {
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain);
      tone.start(start);
      tone.stop(stop);
    }
  }
}

/** An AudioContext with Chromium's choice of speaker. */
type WithSink = AudioContext & { readonly setSinkId: (id: string) => Promise<void> };

/** A chord of three notes, to tell whether a speaker works. */
const trial: Pattern = { tones: [587, 740, 880], bursts: [[0, 0.8]], round: 1, loudness: 0.12 };

/** @returns a context that plays on the speaker of that id; on the system's if it is empty or gone. */
async function contextAt(deviceId: string): Promise<AudioContext> {
  const context = new AudioContext();
  // An unplugged speaker must not keep a call silent.
  if (deviceId !== '') await (context as WithSink).setSinkId(deviceId).catch(() => undefined);
  return context;
}

/**
 * Plays a synthesized ringing tone.
 * @returns what stops it.
 */
export function ring(kind: keyof typeof patterns, deviceId: string): () => void {
  const pattern = patterns[kind];
  const opening = contextAt(deviceId);
  let timer: ReturnType<typeof setInterval> | undefined;
  let isOver = false;
  void opening.then((context) => {
    if (isOver) return;
    soundRound(context, pattern);
    timer = setInterval(() => {
      soundRound(context, pattern);
    }, pattern.round * 1000);
  });
  return () => {
    isOver = true;
    clearInterval(timer);
    void opening.then((context) => context.close());
  };
}

/** Sounds once. */
export async function playTrialSound(deviceId: string): Promise<void> {
  const context = await contextAt(deviceId);
  soundRound(context, trial);
  setTimeout(() => void context.close(), trial.round * 1000);
}
