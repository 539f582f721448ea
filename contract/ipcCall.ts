import { z } from 'zod';

/** A malformed or forbidden call is refused with a message, and never throws across IPC. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly problem: string;
      /** It requires the person's own action, and there was none. */
      readonly isDenied?: boolean;
    };

/** What a compromised page could do with a call; shown in docs/what-a-page-reaches.md. */
interface Reach {
  /** The worst that it could do. */
  readonly worst: string;
  /** When the call needs the person's press in that window; absent if the page's word is enough. */
  readonly press?: string;
}

/** One thing that a window can ask of the main process. */
export interface Call<Input, Output, Result> {
  /** Parses its argument; the IPC edge refuses anything else. */
  readonly argument: z.ZodType<Input>;
  /** Turns the answer into what the window gets; throws if a refusal would be a bug. */
  readonly settle: (answer: Answer<Output>) => Result;
  readonly reach: Reach;
}

/** The argument of a call that takes none. */
export const nothing = z.undefined();

/** For `press`: whatever the argument. */
export const ALWAYS = 'always';
/** For `worst`, of calls that only show something. */
export const OWN_WINDOW = 'A window of Candor’s own opens, or comes to the front.';

function granted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

const declare = <Output, Result>(settle: (answer: Answer<Output>) => Result) => ({
  taking: <Input>(argument: z.ZodType<Input>, reach: Reach): Call<Input, Output, Result> => ({
    argument,
    settle,
    reach,
  }),
});

/** A call whose refusal is a bug, and throws in the window. */
export const call = <Output = void>() => declare<Output, Output>(granted);

/** A call that keeps or undoes what a person did, which can fail: the window gets the answer itself. */
export const fallibleCall = <Output = void>() => declare((answer: Answer<Output>) => answer);

/**
 * A call that the person may be asked about.
 * @param notDone the result if they did not allow it.
 */
export const deniableCall = <Output = void>(notDone = undefined as Output) =>
  declare((answer: Answer<Output>) => (!answer.ok && answer.isDenied ? notDone : granted(answer)));

/** A call that asks for permission: the window is told whether it was given. */
export const permissionCall = () => declare((answer: Answer<void>) => answer.ok);

/** One thing that the main process tells a window unasked. */
export interface Notice<Told> {
  /** Its type; it has no value at run time. */
  readonly told?: Told;
}

export const notice = <Told = undefined>(): Notice<Told> => ({});
