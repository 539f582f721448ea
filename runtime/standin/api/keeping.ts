/**
 * Keeps a request until what is done with it is over. Node's requests know the one that they were made of, and of its
 * abort, by weak references alone: once garbage is collected, an abort would reach nobody.
 */
export function keeping<T>(request: Request, run: (request: Request) => Promise<T>): Promise<T> {
  // The closure holds it for as long as the promise is pending.
  return run(request).finally(() => request);
}
