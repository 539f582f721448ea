import { z } from 'zod';

/** One thing that a window can ask of the main process. */
export interface Call<Input, Output> {
  /** Throws a ZodError on anything else than an Input; the IPC edge turns that into a refusal. */
  readonly parse: (input: unknown) => Input;
  /** The answer's type; it has no value at run time. */
  readonly answer?: Output;
}

export const call = <Output>() => ({
  taking: <Input>(schema: z.ZodType<Input>): Call<Input, Output> => ({
    parse: (input) => schema.parse(input),
  }),
});

/** The argument of a call that takes none. */
export const nothing = z.undefined();

/** A malformed or forbidden call is refused in words, and never thrown through. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly problem: string;
      /** It takes a person's own deed, and there was none. */
      readonly isDenied?: boolean;
    };
