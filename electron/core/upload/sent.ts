/** What became of sending; an object if it is to be tried again later, `retryAfter` in milliseconds, undefined if the service named no time. */
export type Sent = 'nothing' | 'some' | { readonly retryAfter: number | undefined };

export const later = (retryAfter?: number): Sent => ({ retryAfter });
