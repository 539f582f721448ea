const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];

type Entry = { readonly type?: string; readonly visible?: boolean };

/** A menu's template without the separators that separate nothing; throws if it is not a template. */
export function checkedTemplate<T extends Entry | object>(template: readonly T[]): readonly T[] {
  if (!Array.isArray(template))
    throw new TypeError('Invalid template for Menu: Menu template must be an array');
  if (!template.every(isEntry))
    throw new TypeError(
      'Invalid template for MenuItem: must have at least one of label, role or type',
    );
  const separates = (item: Entry | undefined): boolean =>
    item?.type === 'separator' && item.visible !== false;
  const entries: readonly T[] = template;
  return entries
    .filter((item, at) => !separates(item) || !isSeparator(entries[at - 1]))
    .filter((item, at, rest) => !separates(item) || (at > 0 && at < rest.length - 1));
}

function isSeparator(item: object | undefined): boolean {
  return (item as Entry | undefined)?.type === 'separator';
}

function isEntry(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  return 'label' in item || 'role' in item || isSeparator(item);
}

export function refuseWrongType(type: string, submenu: unknown): void {
  if (type === 'submenu' && submenu === undefined) throw new Error('Invalid submenu');
  if (!types.includes(type)) throw new Error(`Unknown menu item type: ${type}`);
}
