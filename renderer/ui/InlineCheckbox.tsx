import { Checkbox, makeStyles, tokens, type CheckboxProps } from '@fluentui/react-components';

const useStyles = makeStyles({
  root: {
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`,
    // Fluent greys an unticked box's label; here grey means that it can't be ticked.
    '&:not(.fui-Checkbox:has(:disabled)) .fui-Checkbox__label': {
      color: `${tokens.colorNeutralForeground1} !important`,
    },
  },
});

interface Props extends Pick<CheckboxProps, 'label' | 'checked' | 'disabled' | 'aria-describedby'> {
  readonly onChange: (isTicked: boolean) => void;
}

/** A checkbox in line with the text around it. */
export function InlineCheckbox({ onChange, ...rest }: Props) {
  const styles = useStyles();
  return (
    <Checkbox
      className={styles.root}
      {...rest}
      onChange={(_, { checked }) => {
        onChange(checked === true);
      }}
    />
  );
}
