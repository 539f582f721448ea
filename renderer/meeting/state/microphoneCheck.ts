import { closeMicrophone, openMicrophone, type MicrophoneProblem } from '../../media/microphone.ts';
import { createVariable, type Value } from '../../ui/value.ts';

export type MicrophoneState =
  | { readonly name: 'asking' }
  | { readonly name: 'open'; readonly stream: MediaStream }
  | { readonly name: 'closed'; readonly problem: MicrophoneProblem };

/** The microphone before a meeting: opened, tested, and handed over when the person joins. */
export interface MicrophoneCheck {
  readonly state: Value<MicrophoneState>;
  readonly open: () => void;
  /** Closes it, unless it was handed over. */
  readonly close: () => void;
  /** @returns the stream, which the caller owns from now on; null if there is none. */
  readonly handOver: () => MediaStream | null;
}

/** @param chosen the preferred microphone. */
export function createMicrophoneCheck(
  chosen: () => Promise<string>,
  onProblem: (problem: MicrophoneProblem) => void,
): MicrophoneCheck {
  const state = createVariable<MicrophoneState>({ name: 'asking' });
  let attempts = 0;
  const letGo = (): MediaStream | null => {
    attempts += 1;
    const now = state.get();
    if (now.name === 'open') state.set({ name: 'asking' });
    return now.name === 'open' ? now.stream : null;
  };
  return {
    state,
    open() {
      attempts += 1;
      const mine = attempts;
      state.set({ name: 'asking' });
      void chosen()
        .then(openMicrophone)
        .then((microphone) => {
          if (mine !== attempts) {
            if (microphone.ok) closeMicrophone(microphone.stream);
            return;
          }
          if (microphone.ok) {
            state.set({ name: 'open', stream: microphone.stream });
            return;
          }
          state.set({ name: 'closed', problem: microphone.problem });
          onProblem(microphone.problem);
        });
    },
    close() {
      const stream = letGo();
      if (stream) closeMicrophone(stream);
    },
    handOver: letGo,
  };
}
