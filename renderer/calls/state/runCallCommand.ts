import type { CallCommand } from '../../../contract/calls.ts';
import type { Calls } from './createCalls.ts';

/** Carries out what a button, in whatever window, asks of the call. */
export const commander =
  (calls: Calls) =>
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
