import { Field, Input, type InputProps } from '@fluentui/react-components';
import type { RefObject } from 'react';

interface Props extends Pick<
  InputProps,
  'type' | 'placeholder' | 'autoComplete' | 'readOnly' | 'maxLength' | 'inputMode'
> {
  readonly label: string;
  readonly value: string;
  /** What helps to fill it in. */
  readonly hint?: string;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
  /** An address is not a sentence: nothing corrects or capitalizes it. */
  readonly isAddress?: boolean;
  readonly input?: RefObject<HTMLInputElement | null>;
  readonly onChange: (value: string) => void;
}

/** A one-line field, which says what is wrong with it. */
export function TextField(props: Props) {
  const { label, hint, problem, isAddress = false, input, onChange, ...rest } = props;
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      validationMessage={problem ?? null}
    >
      <Input
        {...rest}
        {...(input ? { input: { ref: input } } : {})}
        {...(isAddress ? { inputMode: 'email', autoCapitalize: 'none', spellCheck: false } : {})}
        onChange={(_, { value }) => {
          onChange(value);
        }}
      />
    </Field>
  );
}
