export type KeyMessage = {
  kind: 'key';
  type: string;
  key: string;
  code: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  meta: boolean;
  repeat: boolean;
  /** Whether the page kept the key for itself. */
  handled: boolean;
};
/** What a person did just now, as Electron's InputEvent describes it. */
export type InputMessage = { kind: 'input'; type: string; modifiers: string[] };
export type OpenMessage = { kind: 'open'; url: string; name: string; features: string };
export type ContextMenuMessage = {
  kind: 'contextMenu';
  x: number;
  y: number;
  linkURL: string;
  selectionText: string;
  isEditable: boolean;
  hasSelection: boolean;
  canUndo: boolean;
  canRedo: boolean;
  byKeyboard: boolean;
};
export type IpcMessage =
  | { kind: 'send'; channel: string; args: string }
  | { kind: 'invoke'; id: number; channel: string; args: string };

/** What a page tells the main process. */
export type Upward =
  | IpcMessage
  | KeyMessage
  | InputMessage
  | OpenMessage
  | ContextMenuMessage
  | { kind: 'preloadError'; error: string };

/** What the main process tells a page. */
export type Downward =
  | { kind: 'message'; channel: string; args: string }
  | { kind: 'answer'; id: number; ok: boolean; value: string };

export type PreloadSettings = {
  readonly binding: string;
  readonly deliver: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
};
