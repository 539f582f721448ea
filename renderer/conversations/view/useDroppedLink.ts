import { useMemo, type DragEvent, type RefObject } from 'react';

const isLink = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes('text/uri-list');

/** The first link of a list by RFC 2483, in which lines with `#` are comments. */
const firstOf = (list: string): string | undefined =>
  list.split(/\r?\n/).find((line) => /^(https?|mailto):/.test(line));

/** Makes an element accept dragged links, and insert them at the caret. */
export function useDroppedLink(input: RefObject<HTMLTextAreaElement | null>) {
  return useMemo(
    () => ({
      onDragOver: (event: DragEvent) => {
        if (!isLink(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDrop: (event: DragEvent) => {
        if (!isLink(event)) return;
        event.preventDefault();
        const url = firstOf(event.dataTransfer.getData('text/uri-list'));
        const field = input.current;
        if (url === undefined || !field) return;
        field.focus();
        field.setRangeText(url, field.selectionStart, field.selectionEnd, 'end');
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
    }),
    [input],
  );
}
