import { Menu, MenuList, MenuPopover } from '@fluentui/react-components';
import type { Entry } from '../state/entries.ts';
import type { PersonDialog } from './PersonDialogs.tsx';
import { PersonMenuItems } from './PersonMenuItems.tsx';

/** Whose menu is open, and where. */
export interface RowMenuPlace {
  readonly entry: Entry;
  readonly row: HTMLElement;
  /** In pixels of the window. */
  readonly x: number;
  readonly y: number;
}

interface Props {
  readonly place: RowMenuPlace;
  readonly onAsk: (dialog: PersonDialog) => void;
  readonly onClose: () => void;
}

/** The context menu of a row of the list, where it was asked for. */
export function RowMenu({ place: { entry, row, x, y }, onAsk, onClose }: Props) {
  const target = { getBoundingClientRect: () => new DOMRect(x, y) };
  return (
    <Menu
      open
      positioning={{ target, position: 'below', align: 'start' }}
      onOpenChange={() => {
        row.focus();
        onClose();
      }}
    >
      <MenuPopover>
        <MenuList>
          <PersonMenuItems entry={entry} onAsk={onAsk} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
