import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Destination } from '../../../contract/insights/alerts.ts';
import { destinations } from './draft.ts';
import type { FieldProps } from './NumberFields.tsx';

interface Props extends FieldProps {
  /** Whether e-mail can be chosen; it can if the rule already uses it. */
  readonly canMail: boolean;
  readonly isMailSetUp: boolean;
  readonly choose: (to: Destination['kind']) => void;
}

/** The choice of where a rule's messages go. */
export function DestinationFields({ draft, wrong, type, canMail, isMailSetUp, choose }: Props) {
  const { t } = useTranslation();
  const isWebhook = draft.to === 'webhook';
  const name = isWebhook ? 'url' : 'address';
  const problem = isWebhook ? 'badUrl' : 'badAddress';
  const isWrong = wrong.includes(name);
  // The error message says it as well.
  const hint = isWebhook && !isWrong ? { hint: t('insights.alerts.form.urlHint') } : {};
  return (
    <>
      <Field
        label={t('insights.alerts.form.to')}
        {...(isMailSetUp ? {} : { hint: t('insights.alerts.noMail') })}
      >
        <RadioGroup
          value={draft.to}
          onChange={(_, { value }) => {
            const to = destinations.find((one) => one === value);
            if (to) choose(to);
          }}
        >
          {destinations.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`insights.alerts.form.${one}`)}
              disabled={one === 'mail' && !canMail}
            />
          ))}
        </RadioGroup>
      </Field>
      <Field
        {...hint}
        label={t(`insights.alerts.form.${name}`)}
        validationMessage={isWrong ? t(`insights.alerts.form.${problem}`) : null}
      >
        <Input
          key={name}
          name={name}
          inputMode={isWebhook ? 'url' : 'email'}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={isWebhook ? 2048 : 254}
          value={draft.typed[name]}
          onChange={(_, { value }) => {
            type(name, value);
          }}
        />
      </Field>
    </>
  );
}
