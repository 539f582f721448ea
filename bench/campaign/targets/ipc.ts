import { ZodError } from 'zod';
import { callNames, calls } from '../../../contract/ipc.ts';
import { anything, pick } from '../../../contract/testing/seeded.testkit.ts';
import { attackInProcess } from '../attackInProcess.ts';
import { hostileText } from '../hostileText.ts';

const LONGEST = 256 * 1024;

/** Objects with the keys that a call has, so that parsing gets past the first of them. */
function argument(unit: () => number): unknown {
  if (unit() < 0.3) return anything(unit);
  const keys = ['account', 'password', 'peer', 'text', 'url', 'id', 'address', 'name', 'link'];
  const value = () => (unit() < 0.5 ? hostileText(unit, LONGEST) : anything(unit));
  return Object.fromEntries(keys.filter(() => unit() < 0.5).map((key) => [key, value()]));
}

/** Every call that a page can make of the main process, with arguments that no page of Candor's has. */
export const ipc = attackInProcess('IPC arguments', () =>
  Promise.resolve((unit) => {
    const name = pick(unit, callNames);
    const input = argument(unit);
    return {
      input: `${name} ${JSON.stringify([input])}`,
      run: () => {
        try {
          calls[name].argument.parse(input);
        } catch (error) {
          // A refusal is what the edge turns into an answer; anything else would be a bug of the parser.
          if (!(error instanceof ZodError)) throw error;
        }
      },
    };
  }),
);
