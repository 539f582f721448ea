const { api } = /** @type {{ api: { atStart: () => object } }} */ (
  /** @type {unknown} */ (globalThis)
);
Object.assign(globalThis, { preloadCameFirst: typeof api.atStart === 'function' });
