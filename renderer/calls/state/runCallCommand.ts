import type { CallCommand } from '../../../contract/calls.ts';

/** The actions on a call. */
export interface CallActions {
  readonly answer: () => Promise<void>;
  readonly decline: () => void;
  readonly hangUp: () => void;
  readonly mute: (isMuted: boolean) => void;
  readonly hold: (isHeld: boolean) => void;
}

/** Carries out what a button in any window asks of the call. */
export const callCommandRunner =
  (calls: CallActions) =>
  (command: CallCommand): void => {
    const steps: Readonly<Record<CallCommand, () => void>> = {
      answer: () => void calls.answer(),
      decline: calls.decline,
      hangUp: calls.hangUp,
      mute: () => {
        calls.mute(true);
      },
      unmute: () => {
        calls.mute(false);
      },
      hold: () => {
        calls.hold(true);
      },
      resume: () => {
        calls.hold(false);
      },
    };
    steps[command]();
  };
