export type Codec = { encode: (value: unknown) => string; decode: (text: string) => unknown };
export type FunctionCodec = {
  /** Gives a function or a promise an id on this side. */
  keep: (value: object) => number;
  /** Creates a proxy for the other side's function (`f`) or promise (`p`). */
  recall: (kind: 'f' | 'p', id: number) => unknown;
};

type Encoded = string | number | boolean | null | [string, ...unknown[]];
type View = new (buffer: ArrayBuffer) => ArrayBufferView;

/**
 * Structured clone as text, for crossing between processes and between a page's worlds. Injected into pages as the
 * source text of its functions, which `codecParts` lists.
 */
export function createCodec(functions?: FunctionCodec): Codec {
  return {
    encode: (value) => JSON.stringify(encodeValue(value, functions, new Map())),
    decode: (text) => decodeValue(JSON.parse(text) as Encoded, functions, []),
  };
}

function cannotClone(value: unknown): never {
  const what = typeof value === 'function' ? 'function' : String(value);
  throw new Error(`An object could not be cloned. (${what})`);
}

function viewTypes(): Record<string, View> {
  return {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
}

function encodeScalar(value: unknown): Encoded | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value === undefined) return ['u'];
  if (typeof value === 'bigint') return ['n', value.toString()];
  if (typeof value === 'symbol') return cannotClone(value);
  if (typeof value !== 'number') return undefined;
  if (Object.is(value, -0)) return ['d', '-0'];
  return Number.isFinite(value) ? value : ['d', String(value)];
}

function encodeBinary(value: object): Encoded | undefined {
  const base64 = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  if (value instanceof ArrayBuffer) return ['b', 'ArrayBuffer', base64(new Uint8Array(value))];
  if (!ArrayBuffer.isView(value)) return undefined;
  const types = Object.entries(viewTypes());
  const name = types.find(([, Type]) => value instanceof Type)?.[0] ?? 'Uint8Array';
  return ['b', name, base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
}

function encodeHandle(value: object, functions: FunctionCodec | undefined): Encoded | undefined {
  const isFunction = typeof value === 'function';
  if (!isFunction && !(value instanceof Promise)) return undefined;
  return functions === undefined
    ? cannotClone(value)
    : [isFunction ? 'f' : 'p', functions.keep(value)];
}

function encodeValue(
  value: unknown,
  functions: FunctionCodec | undefined,
  seen: Map<object, number>,
): Encoded {
  const scalar = encodeScalar(value);
  if (scalar !== undefined) return scalar;
  const object = value as object;
  const before = seen.get(object);
  if (before !== undefined) return ['r', before];
  seen.set(object, seen.size);
  const walk = (item: unknown): Encoded => encodeValue(item, functions, seen);
  const simple = encodeHandle(object, functions) ?? encodeBinary(object);
  if (simple !== undefined) return simple;
  if (Array.isArray(object)) return ['a', ...object.map(walk)];
  if (object instanceof Date) return ['t', walk(object.getTime())];
  if (object instanceof RegExp) return ['x', object.source, object.flags];
  if (object instanceof Map) {
    return ['m', ...[...object].map(([key, item]) => [walk(key), walk(item)])];
  }
  if (object instanceof Set) return ['s', ...[...object].map(walk)];
  if (object instanceof Error) return ['e', object.name, object.message, object.stack ?? ''];
  if (object instanceof WeakMap || object instanceof WeakSet) return cannotClone(object);
  return ['o', ...Object.entries(object).map(([key, item]) => [key, walk(item)])];
}

function decodeValue(
  data: Encoded,
  functions: FunctionCodec | undefined,
  seen: unknown[],
): unknown {
  if (!Array.isArray(data)) return data;
  const [tag, ...rest] = data as [string, ...Encoded[]];
  const text = String(rest[0]);
  if (tag === 'u') return undefined;
  if (tag === 'n') return BigInt(text);
  if (tag === 'd') return Number(text);
  if (tag === 'r') return seen[Number(text)];
  const whole = decodeWhole(tag, rest, functions);
  if (whole !== undefined) {
    seen.push(whole);
    return whole;
  }
  return decodeContainer(tag, rest, seen, (item) => decodeValue(item as Encoded, functions, seen));
}

/** Values that can't contain a reference back to themselves. */
function decodeWhole(
  tag: string,
  rest: Encoded[],
  functions: FunctionCodec | undefined,
): object | undefined {
  const [text, second, third] = rest as [string, string, string];
  if (tag === 'f' || tag === 'p') return functions?.recall(tag, Number(text)) as object;
  if (tag === 'x') return new RegExp(text, second);
  if (tag === 't') return new Date(typeof rest[0] === 'number' ? rest[0] : NaN);
  if (tag === 'b') {
    const buffer = Uint8Array.from(atob(second), (letter) => letter.charCodeAt(0)).buffer;
    const Type = viewTypes()[text];
    return Type === undefined ? buffer : new Type(buffer);
  }
  if (tag !== 'e') return undefined;
  const kinds: Record<string, ErrorConstructor> = { RangeError, SyntaxError, TypeError };
  return Object.assign(new (kinds[text] ?? Error)(second), { stack: third });
}

function decodeContainer(
  tag: string,
  rest: Encoded[],
  seen: unknown[],
  walk: (item: unknown) => unknown,
): object {
  if (tag === 'a') {
    const list: unknown[] = [];
    seen.push(list);
    for (const item of rest) list.push(walk(item));
    return list;
  }
  if (tag === 's') {
    const set = new Set();
    seen.push(set);
    for (const item of rest) set.add(walk(item));
    return set;
  }
  const pairs = rest as unknown as [string, unknown][];
  if (tag === 'm') {
    const map = new Map();
    seen.push(map);
    for (const [key, item] of pairs) map.set(walk(key), walk(item));
    return map;
  }
  const object = {};
  seen.push(object);
  const plain = { enumerable: true, writable: true, configurable: true };
  // Not by assignment, by which a key named __proto__ would change the object's prototype.
  for (const [key, item] of pairs)
    Object.defineProperty(object, key, { value: walk(item), ...plain });
  return object;
}

export const codecParts = [
  createCodec,
  cannotClone,
  viewTypes,
  encodeScalar,
  encodeBinary,
  encodeHandle,
  encodeValue,
  decodeValue,
  decodeWhole,
  decodeContainer,
];
