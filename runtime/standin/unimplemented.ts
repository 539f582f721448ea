/** Names that the language, Node's inspector and Playwright look up on any object. */
const asksOfAnything = new Set([
  'then',
  'catch',
  'toJSON',
  'inspect',
  'constructor',
  'domain',
  'nodeType',
  'tagName',
]);

/** Wraps an object so that using anything that the stand-in lacks throws, and says where to add it. */
export function strict<T extends object>(name: string, file: string, target: T): T {
  return new Proxy(target, {
    get(object, property, receiver): unknown {
      if (property in object || typeof property === 'symbol') {
        return Reflect.get(object, property, receiver);
      }
      if (asksOfAnything.has(property) || property.startsWith('_') || property.startsWith('$')) {
        return undefined;
      }
      throw new Error(
        `The stand-in has no ${name}.${property}; add it in runtime/standin/api/${file}`,
      );
    },
  });
}

/** Once they are gone, Electron's objects throw whatever is called, except for whether they are. */
export function whileThere<T extends object>(methods: T, isDestroyed: () => boolean): T {
  const guarded = Object.entries(methods).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function' || name === 'isDestroyed' || name === 'destroy')
      return [name, value];
    const method = value as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        if (isDestroyed()) throw new TypeError('Object has been destroyed');
        return method(...args);
      },
    ];
  });
  return Object.fromEntries(guarded) as T;
}

/** A whole Electron module that the stand-in does not have. */
export function missing(name: string): never {
  const complain = (): never => {
    throw new Error(`The stand-in has no ${name}; add it in runtime/standin/api/`);
  };
  const base = strict(name, '', function standInHasNone() {
    return complain();
  });
  return new Proxy(base, { construct: complain, apply: complain }) as never;
}
