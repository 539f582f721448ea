import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { PolicyValue } from '../../../contract/admin/policies.ts';
import type { PolicyType } from '../../../contract/policyCatalogue.ts';
import { TextField } from '../../ui/TextField.tsx';

const NOT_SET = '';

interface Props {
  readonly label: string;
  readonly type: PolicyType;
  /** Null where it is not set. */
  readonly value: PolicyValue | null;
  readonly problem: string | undefined;
  readonly onChange: (value: PolicyValue | null) => void;
}

/** What can be chosen, and how it is written. */
function useChoices(type: PolicyType): readonly (readonly [value: string, label: string])[] {
  const { t } = useTranslation();
  const unset = [NOT_SET, t('admin.policy.notSet')] as const;
  if (type.kind === 'choice') return [unset, ...type.values.map((one) => [one, one] as const)];
  return [unset, ['true', t('admin.policy.true')], ['false', t('admin.policy.false')]];
}

/** Where a policy is set, or not; an empty field is not set. */
export function PolicyValueField({ label, type, value, problem, onChange }: Props) {
  const { t } = useTranslation();
  const choices = useChoices(type);
  const text = value === null ? NOT_SET : String(value);
  if (type.kind === 'flag' || type.kind === 'choice')
    return (
      <Field label={t('admin.policy.value')}>
        <RadioGroup
          aria-label={label}
          value={text}
          onChange={(_, { value: chosen }) => {
            if (chosen === NOT_SET) onChange(null);
            else onChange(type.kind === 'flag' ? chosen === 'true' : chosen);
          }}
        >
          {choices.map(([one, said]) => (
            <Radio key={one} value={one} label={said} />
          ))}
        </RadioGroup>
      </Field>
    );
  const isNumber = type.kind === 'days';
  return (
    <TextField
      label={t('admin.policy.value')}
      hint={
        isNumber
          ? t('admin.policy.daysHint', { least: type.least, most: type.most })
          : t('admin.policy.addressHint')
      }
      inputMode={isNumber ? 'numeric' : 'url'}
      autoComplete="off"
      maxLength={2048}
      value={text}
      problem={problem}
      onChange={(given) => {
        const trimmed = given.trim();
        if (trimmed === '') onChange(null);
        else onChange(isNumber && /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed);
      }}
    />
  );
}
