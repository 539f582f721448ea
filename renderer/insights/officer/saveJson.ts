import { save } from '../../webPage/save.ts';

/** Has the browser save a value as JSON. */
export function saveJson(name: string, value: unknown): void {
  save(name, new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }));
}
