import {
  Dropdown,
  Label,
  makeStyles,
  mergeClasses,
  Option,
  tokens,
} from '@fluentui/react-components';
import { useId, useState } from 'react';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '220px minmax(0, 1fr)',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  dropDown: {
    minWidth: 0,
    width: '100%',
    '& button': { minHeight: '28px', paddingBlock: tokens.spacingVerticalXXS },
    // Fluent marks a focused drop-down only by its lower edge; for the keyboard it gets the usual focus ring.
    ':focus-within:has([data-fui-focus-visible])': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
    },
  },
  locked: {
    backgroundColor: tokens.colorTransparentBackground,
    '& button': { color: tokens.colorNeutralForeground3, cursor: 'not-allowed' },
    '& svg': { color: tokens.colorNeutralForegroundDisabled },
    '@media (forced-colors: active)': { '& button, & svg': { color: 'GrayText' } },
  },
});

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
  /** The id of the text that says who locked it; a locked one can still be focused and read. */
  readonly lockedBy?: string | undefined;
}

export function DropDown<Value extends string>(props: Props<Value>) {
  const { label, value, choices, onChange, lockedBy } = props;
  const styles = useStyles();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const isLocked = lockedBy !== undefined;
  return (
    <div className={styles.row}>
      <Label id={id}>{label}</Label>
      <Dropdown
        className={mergeClasses(styles.dropDown, isLocked && styles.locked)}
        aria-labelledby={id}
        aria-disabled={isLocked}
        aria-describedby={lockedBy}
        open={isOpen && !isLocked}
        onOpenChange={(_, { open }) => {
          setOpen(open);
        }}
        value={choices.find((choice) => choice.value === value)?.text ?? ''}
        selectedOptions={[value]}
        onOptionSelect={(_, { optionValue }) => {
          const chosen = choices.find((choice) => choice.value === optionValue);
          if (chosen && !isLocked) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <Option key={choice.value} value={choice.value}>
            {choice.text}
          </Option>
        ))}
      </Dropdown>
    </div>
  );
}
