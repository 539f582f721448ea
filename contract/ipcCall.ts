import { z } from 'zod';

/** A malformed or forbidden call is refused in words, and never thrown through. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly problem: string;
      /** It takes a person's own deed, and there was none. */
      readonly isDenied?: boolean;
    };

/** What comes of a call that a page makes which somebody else has got hold of; docs/what-a-page-reaches.md shows it. */
interface Reach {
  /** The worst that it can do by it. */
  readonly worst: string;
  /** When the call takes a press of the person's in that window; absent where a page's word is enough. */
  readonly press?: string;
}

/** One thing that a window can ask of the main process. */
export interface Call<Input, Output, Result> {
  /** What it takes; the IPC edge turns anything else into a refusal. */
  readonly argument: z.ZodType<Input>;
  /** Makes of the answer what a window goes on with; throws where a refusal would be a bug. */
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

/** One that keeps or undoes what a person did, which can fail: the window is given the answer. */
export const fallibleCall = <Output = void>() => declare((answer: Answer<Output>) => answer);

/** One that the person may be asked about. @param notDone what stands for nothing done, where they did not allow it. */
export const deniableCall = <Output = void>(notDone = undefined as Output) =>
  declare((answer: Answer<Output>) => (!answer.ok && answer.isDenied ? notDone : granted(answer)));

/** One that asks for leave: the window is told whether it was given. */
export const permissionCall = () => declare((answer: Answer<void>) => answer.ok);

/** One thing that the main process tells a window, unasked. */
export interface Notice<Told> {
  /** Its type; it has no value at run time. */
  readonly told?: Told;
}

export const notice = <Told = undefined>(): Notice<Told> => ({});
