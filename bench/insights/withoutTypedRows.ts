/* `node --import` of this starts a service that writes no typed rows, as before there were insights. */
import { registerHooks } from 'node:module';

const instead: Readonly<Record<string, string>> = {
  '/insights/typedFields.ts': `
    const nothing = { day: null, values: [] };
    export const typedFieldsOf = () => nothing;`,
  '/insights/typedInsert.ts': `
    export const createTypedInsert = () => ({ insert() {}, markStale() {} });`,
};

registerHooks({
  load(url, context, next) {
    const [, source] = Object.entries(instead).find(([end]) => url.endsWith(end)) ?? [];
    const loaded = next(url, context);
    if (source === undefined) return loaded;
    const text =
      typeof loaded.source === 'string'
        ? loaded.source
        : Buffer.from(loaded.source as Uint8Array).toString();
    const others = url.endsWith('typedFields.ts')
      ? text.replace('export const typedFieldsOf', 'const replaced')
      : '';
    return { ...loaded, source: others + source };
  },
});
