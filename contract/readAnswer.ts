/** The part of a body's reader that is used here, Electron's and a browser's alike. */
interface Reader {
  readonly read: () => Promise<{
    readonly done: boolean;
    readonly value?: Uint8Array | undefined;
  }>;
  readonly cancel: () => Promise<void>;
}

/** The part of an `AbortSignal` that is used here. */
interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}

const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error(`broken off: ${String(reason)}`);

/**
 * Reads an answer's body, and gives up if it is longer than an honest answer can be: no more than the limit and one
 * chunk is ever in memory, and the rest is not requested. For the answers of every server.
 * @param reader `response.body?.getReader()`; undefined if there is no body.
 * @param largestBytes of the body once decompressed.
 * @param signal ends the reading, however slowly the body drips; that of the request, with its time limit.
 * @returns the body; undefined if it is larger. Throws if the connection fails or the signal ends it.
 */
export async function readAnswer(
  reader: Reader | undefined,
  largestBytes: number,
  signal: Signal,
): Promise<Uint8Array | undefined> {
  if (!reader) return new Uint8Array();
  let breakOff = (): void => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    breakOff = () => {
      reject(asError(signal.reason));
    };
    signal.addEventListener('abort', breakOff);
    if (signal.aborted) breakOff();
  });
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), broken]);
      if (done || !value) break;
      length += value.length;
      if (length > largestBytes) return undefined;
      chunks.push(value);
    }
    isWhole = true;
  } finally {
    signal.removeEventListener('abort', breakOff);
    // A connection that has failed has nothing left to cancel, and its failure has been reported.
    if (!isWhole) reader.cancel().catch(() => undefined);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Discards an unwanted body unread, so that no server can go on sending it. */
export function dropAnswer(answer: {
  readonly body: { readonly cancel: () => Promise<void> } | null;
}): void {
  // Whether it has failed meanwhile does not matter either.
  answer.body?.cancel().catch(() => undefined);
}
