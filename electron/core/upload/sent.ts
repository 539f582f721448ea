/** The outcome of sending; an object if it is to be tried again later. */
export type Sent = 'nothing' | 'some' | { readonly retryAfter: number | undefined };

export const later = (retryAfter?: number): Sent => ({ retryAfter });
