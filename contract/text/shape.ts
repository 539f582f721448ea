import type { en } from './en.ts';

/** The keys of the English texts are the type: another language that lacks one does not compile. */
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
export type Text = Shape<typeof en>;
