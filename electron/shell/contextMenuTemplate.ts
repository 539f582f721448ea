import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { TFunction } from 'i18next';

type Items = MenuItemConstructorOptions[];
type Params = Pick<
  ContextMenuParams,
  'isEditable' | 'editFlags' | 'selectionText' | 'linkURL' | 'dictionarySuggestions'
>;

interface Actions {
  readonly replaceMisspelling: (text: string) => void;
  readonly copyText: (text: string) => void;
}

const editItems = (t: TFunction, { editFlags }: Params): Items => [
  { label: t('menu.undo'), role: 'undo', enabled: editFlags.canUndo },
  { label: t('menu.redo'), role: 'redo', enabled: editFlags.canRedo },
  { type: 'separator' },
  { label: t('menu.cut'), role: 'cut', enabled: editFlags.canCut },
  { label: t('menu.copy'), role: 'copy', enabled: editFlags.canCopy },
  { label: t('menu.paste'), role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
  { label: t('menu.selectAll'), role: 'selectAll', enabled: editFlags.canSelectAll },
];

/** What can be done where the person asked for a menu; undefined if nothing can. */
export function contextTemplate(t: TFunction, params: Params, actions: Actions): Items {
  const { isEditable, selectionText, linkURL, dictionarySuggestions } = params;
  const suggestions = dictionarySuggestions.map((label) => ({
    label,
    click: () => {
      actions.replaceMisspelling(label);
    },
  }));
  // The client's own addresses lead nowhere outside it.
  const link = /^(https?|mailto):/.test(linkURL) && {
    label: t('menu.copyLink'),
    click: () => {
      actions.copyText(linkURL);
    },
  };
  const groups: Items[] = [
    suggestions,
    link ? [link] : [],
    isEditable
      ? editItems(t, params)
      : selectionText.trim() === ''
        ? []
        : [{ label: t('menu.copy'), role: 'copy' }],
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at): Items => (at === 0 ? group : [{ type: 'separator' }, ...group]));
}
