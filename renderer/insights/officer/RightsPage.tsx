import {
  Button,
  Field,
  Input,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { Figures } from '../figure/Figures.tsx';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { PlainHead } from '../layout/PlainHead.tsx';
import { Erased } from './Erased.tsx';
import { Found } from './Found.tsx';
import { usePerson, type PersonState } from './usePerson.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalM,
    '@media print': { display: 'none' },
  },
  field: { width: '100%', maxWidth: '440px' },
  loading: { alignSelf: 'start' },
});

function AccountForm({
  isBusy,
  look,
}: {
  readonly isBusy: boolean;
  readonly look: (account: string) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [account, setAccount] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = account.trim();
    setMissing(given === '');
    if (given === '') field.current?.focus();
    else if (!isBusy) look(given);
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <Field
        className={styles.field}
        label={t('insights.rights.account')}
        hint={t('insights.rights.accountHint')}
        validationMessage={isMissing ? t('insights.rights.empty') : null}
      >
        <Input
          input={{ ref: field }}
          inputMode="email"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={512}
          value={account}
          onChange={(_, { value }) => {
            setAccount(value);
            setMissing(false);
          }}
        />
      </Field>
      <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
        {t('insights.rights.look')}
      </Button>
    </form>
  );
}

function Failed({ problem, wasErasing }: Extract<PersonState, { state: 'failed' }>) {
  const { t } = useTranslation();
  if (wasErasing && problem.kind === 'unreachable')
    return <Text role="alert">{t('insights.rights.unsure')}</Text>;
  return <ProblemNote problem={problem} />;
}

/** What screen readers announce when the page changes. */
function useSaid(person: PersonState): string {
  const { t } = useTranslation();
  switch (person.state) {
    case 'found':
      return t('insights.rights.found', { account: person.found.confirmation.account });
    case 'erased':
      return t('insights.rights.erased', { account: person.erased.confirmation.account });
    case 'looking':
      return t('insights.rights.looking');
    case 'none':
    case 'failed':
      return '';
  }
}

/** What people may ask about their own data: a copy, or its erasure. */
export function RightsPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { person, look, erase } = usePerson();
  const said = useSaid(person);
  return (
    <>
      <PlainHead title={t('insights.pages.rights')} lead={t('insights.rights.lead')} />
      <Figures>
        <Panel title={t('insights.rights.whose')} explain={t('insights.rights.noted')}>
          <AccountForm isBusy={person.state === 'looking'} look={(account) => void look(account)} />
          {person.state === 'looking' && (
            <Spinner className={styles.loading} size="tiny" label={t('insights.rights.looking')} />
          )}
          {person.state === 'failed' && <Failed {...person} />}
        </Panel>
        {person.state === 'found' && (
          <Found
            found={person.found}
            isErasing={person.isErasing}
            onErase={() => void erase(person.found)}
          />
        )}
        {person.state === 'erased' && <Erased erased={person.erased} />}
      </Figures>
      <LiveRegion role="status">{said}</LiveRegion>
    </>
  );
}
