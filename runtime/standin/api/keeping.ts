/**
 * Keeps a request alive until its processing is over. Node's requests refer to the one that they were made from, and to
 * its abort, by weak references only: after a garbage collection, an abort would reach nobody.
 */
export function keeping<T>(request: Request, run: (request: Request) => Promise<T>): Promise<T> {
  // The closure holds it for as long as the promise is pending.
  return run(request).finally(() => request);
}
