import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { secretWays, type SecretWay } from '../../../contract/admin/accounts.ts';

interface Props {
  readonly way: SecretWay;
  readonly onChange: (way: SecretWay) => void;
}

/** How somebody comes by their password. */
export function WayChoice({ way, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Field label={t('admin.accounts.way.label')}>
      <RadioGroup
        value={way}
        onChange={(_, { value }) => {
          onChange(secretWays.find((one) => one === value) ?? way);
        }}
      >
        {secretWays.map((one) => (
          <Radio key={one} value={one} label={t(`admin.accounts.way.${one}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
