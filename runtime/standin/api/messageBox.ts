import type * as Electron from 'electron';

type Options = Electron.MessageBoxOptions;

const types = ['none', 'info', 'warning', 'error', 'question'];

/** Throws as Electron does if an option differs from its documentation. */
export function refuseWrongOptions(options: Options): void {
  const { type = 'none', buttons = [], title = '', message, detail = '', noLink = false } = options;
  if (!types.includes(type)) throw new TypeError('Invalid message box type');
  if (!Array.isArray(buttons)) throw new TypeError('Buttons must be an array');
  if (typeof noLink !== 'boolean') throw new TypeError('noLink must be a boolean');
  refuseAllButText({ Title: title, Message: message, Detail: detail });
}

export function refuseAllButText(named: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(named))
    if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
}

/** The button that Esc presses: the one that is set, else one labelled so, else preferably not the default. */
export function cancelled({ buttons = [], cancelId, defaultId }: Options): number {
  if (cancelId !== undefined) return cancelId;
  const named = buttons.findIndex((button) => /^(cancel|no)$/i.test(button));
  if (named >= 0) return named;
  return defaultId === 0 && buttons.length > 1 ? 1 : 0;
}
