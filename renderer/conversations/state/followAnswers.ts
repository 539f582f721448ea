import type { ShownCall } from '../../calls/state/currentCall.ts';
import type { Value } from '../../ui/value.ts';

/** Shows the conversation with whoever called, once the call is answered, in whichever window that was. */
export function followAnswers(
  current: Value<ShownCall | null>,
  show: (peer: string) => Promise<void>,
): void {
  let answered: string | undefined;
  current.subscribe(() => {
    const call = current.get();
    if (call?.direction !== 'Incoming' || call.phase !== 'connecting') return;
    if (call.id === answered) return;
    answered = call.id;
    void show(call.peer);
  });
}
