export type KeyPress = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

const keys: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  esc: 'escape',
  return: 'enter',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

/** Whether a key press matches an accelerator such as `CmdOrCtrl+,`. */
export function matches(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.toLowerCase().replace(/\+\+$/, '+plus').split('+');
  const key = parts.pop() ?? '';
  const mac = process.platform === 'darwin';
  const has = (...names: string[]): boolean => names.some((name) => parts.includes(name));
  const either = has('cmdorctrl', 'commandorcontrol');
  return (
    press.key.toLowerCase() === (keys[key] ?? key) &&
    press.ctrl === (has('ctrl', 'control') || (either && !mac)) &&
    press.meta === (has('cmd', 'command', 'super', 'meta') || (either && mac)) &&
    press.alt === has('alt', 'option', 'altgr') &&
    // A shifted sign (`Ctrl+Plus`) is typed with Shift although the accelerator doesn't name it.
    (press.shift === has('shift') ||
      (press.shift && !/^[a-z0-9]$|^.{2,}$/.test(press.key.toLowerCase())))
  );
}
