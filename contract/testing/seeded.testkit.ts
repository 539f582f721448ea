/** Random numbers that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(unit: () => number, from: readonly T[]): T =>
  from[Math.floor(unit() * from.length)] as T;

/** Any JSON value, and some that only JavaScript has: for parsers that must take anything. */
export function anything(unit: () => number, depth = 0): unknown {
  const leaf = () =>
    pick<unknown>(unit, [
      null,
      true,
      false,
      0,
      1,
      -1,
      0.5,
      1e308,
      '',
      'true',
      'false',
      '0',
      'desktop',
      'error',
      'snapshot',
      '2026-11-22T00:00:00.000Z',
      'x'.repeat(300),
      '\u0000',
      '\ud800',
    ]);
  if (depth > 3 || unit() < 0.5) return leaf();
  const size = Math.floor(unit() * 4);
  if (unit() < 0.3) return Array.from({ length: size }, () => anything(unit, depth + 1));
  const keys = ['id', 'fields', '__proto__', 'constructor', 'toString', 'name', 'category', 'x'];
  return JSON.parse(
    `{${Array.from({ length: size }, () => `${JSON.stringify(pick(unit, keys))}:${JSON.stringify(anything(unit, depth + 1))}`).join(',')}}`,
  );
}

/** A text with some of its characters replaced, removed, doubled, or its end cut off. */
export function mangle(unit: () => number, text: string): string {
  let mangled = text;
  const times = 1 + Math.floor(unit() * 4);
  for (let time = 0; time < times; time += 1) {
    const at = Math.floor(unit() * mangled.length);
    const [before, after] = [mangled.slice(0, at), mangled.slice(at + 1)];
    const other = String.fromCharCode(Math.floor(unit() * 128));
    mangled = pick(unit, [
      before + other + after,
      before + after,
      before,
      mangled + mangled.slice(at),
    ]);
  }
  return mangled;
}
