import { describe, expect, it } from 'vitest';
import { createTexts } from '../../contract/text/index.ts';
import { contextTemplate } from './contextMenuTemplate.ts';

const { t } = createTexts('en');
const editFlags = {
  canUndo: true,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: true,
  canDelete: false,
  canSelectAll: true,
  canEditRichly: false,
};
const nothing = {
  isEditable: false,
  editFlags,
  selectionText: '',
  linkURL: '',
  dictionarySuggestions: [] as string[],
};
const actions = { replaceMisspelling: () => undefined, copyText: () => undefined };
const labels = (params: Partial<typeof nothing>) =>
  contextTemplate(t, { ...nothing, ...params }, actions).map(({ label, type }) => label ?? type);

describe('the context menu', () => {
  it('is none where there is nothing to do, and for links of the client’s own', () => {
    expect(labels({})).toEqual([]);
    expect(labels({ linkURL: 'app://candor/index.html', selectionText: ' ' })).toEqual([]);
  });

  it('offers to copy what is selected, and a link', () => {
    expect(labels({ selectionText: 'some words' })).toEqual(['Copy']);
    expect(labels({ linkURL: 'https://contoso.com/' })).toEqual(['Copy link']);
  });

  it('edits in a field, pastes without formatting, and greys what can’t be done', () => {
    const template = contextTemplate(t, { ...nothing, isEditable: true }, actions);
    const paste = template.find(({ label }) => label === 'Paste');
    expect(paste).toMatchObject({ role: 'pasteAndMatchStyle', enabled: true });
    expect(template.find(({ label }) => label === 'Cut')).toMatchObject({ enabled: false });
  });

  it('puts the suggestions for a misspelled word first', () => {
    const found = labels({ isEditable: true, dictionarySuggestions: ['candour'] });
    expect(found.slice(0, 3)).toEqual(['candour', 'separator', 'Undo']);
  });
});
