/// <reference lib="dom" />
import { createCodec, type Codec } from './codec.ts';

type Outcome = { ok: boolean; value: string };
type Signal =
  | { kind: 'call'; id: number; args: string }
  | ({ kind: 'return' } & Outcome)
  | ({ kind: 'settle'; id: number } & Outcome)
  | { kind: 'expose'; key: string; value: string };
type Send = (signal: Signal) => void;
type Deferred = { resolve: (value: unknown) => void; reject: (error: unknown) => void };
type Handles = {
  readonly codec: Codec;
  readonly promises: Map<number, Deferred>;
  readonly kept: Map<number, object>;
  /** What the last call across the bridge has returned. */
  returned?: Outcome;
};

export type Bridge = { expose: (key: string, api: unknown) => void };

/**
 * Joins the preload's isolated world with the page's own: values are copied, functions and promises are proxied, by DOM
 * events whose name only the two ends know. Injected as source text into both.
 */
export function createBridge(side: 'isolated' | 'main', secret: string): Bridge {
  const other = side === 'main' ? 'isolated' : 'main';
  // The page may replace these later, so the originals are kept before its first script runs.
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window);
  const Signal = CustomEvent;
  const send: Send = (signal) => {
    dispatch(new Signal(`${secret}:${other}`, { detail: JSON.stringify(signal) }));
  };
  const handles = createHandles(send);
  window.addEventListener(`${secret}:${side}`, (event) => {
    event.stopImmediatePropagation();
    receiveSignal(JSON.parse((event as CustomEvent<string>).detail) as Signal, handles, send);
  });
  return {
    expose: (key, api) => {
      send({ kind: 'expose', key, value: handles.codec.encode(api) });
      const { ok, value } = takeReturned(handles);
      if (!ok) throw handles.codec.decode(value);
    },
  };
}

function createHandles(send: Send): Handles {
  const ids = new WeakMap<object, number>();
  let last = 0;
  const keep = (value: object): number => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    last += 1;
    const id = last;
    ids.set(value, id);
    if (value instanceof Promise) {
      value.then(
        (result: unknown) => {
          send({ kind: 'settle', id, ...attempt(codec, () => result) });
        },
        (error: unknown) => {
          send({ kind: 'settle', id, ok: false, value: codec.encode(error) });
        },
      );
    } else handles.kept.set(id, value);
    return id;
  };
  const recall = (kind: 'f' | 'p', id: number): unknown => {
    if (kind === 'p') {
      return new Promise((resolve, reject) => handles.promises.set(id, { resolve, reject }));
    }
    return (...args: unknown[]): unknown => {
      send({ kind: 'call', id, args: codec.encode(args) });
      const { ok, value } = takeReturned(handles);
      if (ok) return codec.decode(value);
      throw codec.decode(value);
    };
  };
  const codec = createCodec({ keep, recall });
  const handles: Handles = { codec, promises: new Map(), kept: new Map() };
  return handles;
}

/** Events are dispatched synchronously, so the answer is there once the call has been sent. */
function takeReturned(handles: Handles): Outcome {
  const { returned = { ok: true, value: '["u"]' } } = handles;
  delete handles.returned;
  return returned;
}

function attempt(codec: Codec, run: () => unknown): Outcome {
  try {
    return { ok: true, value: codec.encode(run()) };
  } catch (error) {
    return { ok: false, value: codec.encode(error) };
  }
}

function receiveSignal(signal: Signal, handles: Handles, send: Send): void {
  const { codec, promises, kept } = handles;
  if (signal.kind === 'return') handles.returned = signal;
  else if (signal.kind === 'expose') {
    const define = (): void => {
      if (Object.hasOwn(window, signal.key))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      const value = freezeDeeply(codec.decode(signal.value));
      Object.defineProperty(window, signal.key, { value, enumerable: true });
    };
    send({ kind: 'return', ...attempt(codec, define) });
  } else if (signal.kind === 'settle') {
    const promise = promises.get(signal.id);
    promises.delete(signal.id);
    const value = codec.decode(signal.value);
    if (signal.ok) promise?.resolve(value);
    else promise?.reject(value);
  } else {
    const target = kept.get(signal.id) as ((...args: unknown[]) => unknown) | undefined;
    const args = codec.decode(signal.args) as unknown[];
    send({ kind: 'return', ...attempt(codec, () => target?.(...args)) });
  }
}

function freezeDeeply(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    Object.values(Object.freeze(value)).forEach(freezeDeeply);
  }
  return value;
}

export const bridgeParts = [
  createBridge,
  createHandles,
  takeReturned,
  attempt,
  receiveSignal,
  freezeDeeply,
];
