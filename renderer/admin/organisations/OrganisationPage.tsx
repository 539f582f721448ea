import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { adminPaths } from '../../../contract/admin/paths.ts';
import {
  meetingsAnswer,
  organisationAnswer,
  type OrganisationAnswer,
  type PolicyValue,
} from '../../../contract/admin/policies.ts';
import { policyKeys, type PolicyKey } from '../../../contract/policyCatalogue.ts';
import { usePool } from '../answers/usePool.ts';
import { Column } from '../layout/Column.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { ShownPart } from '../layout/ShownPart.tsx';
import { goTo } from '../place/usePlace.ts';
import { DecisionPanel } from './DecisionPanel.tsx';
import { RemoveOrganisation, RenameOrganisation } from './OrganisationDialogs.tsx';
import { PolicyPanel } from './PolicyPanel.tsx';
import { UnknownKeys } from './UnknownKeys.tsx';

/** What is chosen and not saved yet; null is to be unset. */
type Drafts = Readonly<Partial<Record<PolicyKey, PolicyValue | null>>>;

interface Props {
  readonly organisation: OrganisationAnswer;
  readonly meetings: boolean;
  readonly again: () => void;
}

function without(drafts: Drafts, key: PolicyKey): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([one]) => one !== key));
}

function Policies({ organisation, meetings, again }: Props) {
  const [drafts, setDrafts] = useState<Drafts>({});
  const { policy, unknown } = organisation;
  const drafted = Object.fromEntries(
    Object.entries({ ...policy, ...drafts }).filter(([, value]) => value !== null),
  );
  return (
    <Column>
      <DecisionPanel
        name={organisation.displayName}
        policy={policy}
        drafted={drafted}
        meetings={meetings}
      />
      {unknown.length > 0 && <UnknownKeys keys={unknown} />}
      {policyKeys.map((key) => (
        <PolicyPanel
          key={key}
          of={key}
          organisation={organisation}
          draft={drafts[key]}
          onDraft={(value) => {
            // Of now: something may have been chosen of another policy while this one was saved.
            setDrafts((now) =>
              value === undefined ? without(now, key) : { ...now, [key]: value },
            );
          }}
          again={again}
        />
      ))}
    </Column>
  );
}

/** An organisation: its name, its policies, and what they mean. */
export function OrganisationPage({ domain }: { readonly domain: string }) {
  const { t } = useTranslation();
  const read = usePool(adminPaths.organisation(domain), organisationAnswer);
  const meetings = usePool(adminPaths.meetings, meetingsAnswer);
  const [asking, setAsking] = useState<'rename' | 'remove'>();
  const close = () => {
    setAsking(undefined);
  };
  const organisation = read.shown.state === 'answered' ? read.shown.answer : undefined;
  const leave = () => {
    goTo({ page: 'organisations' });
  };
  return (
    <>
      <PageHead
        title={organisation?.displayName ?? domain}
        lead={t('admin.organisations.leadOfOne', { domain })}
      >
        <Button onClick={leave}>{t('admin.organisations.back')}</Button>
        <Button
          onClick={() => {
            setAsking('rename');
          }}
        >
          {t('admin.accounts.rename')}
        </Button>
        <Button
          onClick={() => {
            setAsking('remove');
          }}
        >
          {t('admin.organisations.remove')}
        </Button>
      </PageHead>
      <ShownPart shown={read.shown} again={read.again} what={domain}>
        {(answer) => (
          <ShownPart shown={meetings.shown} again={meetings.again} what={domain}>
            {({ MeetingUxEnableTelemetry }) => (
              <Policies
                organisation={answer}
                meetings={MeetingUxEnableTelemetry}
                again={read.again}
              />
            )}
          </ShownPart>
        )}
      </ShownPart>
      {organisation && asking === 'rename' && (
        <RenameOrganisation
          organisation={organisation}
          onClose={close}
          onDone={() => {
            close();
            read.again();
          }}
        />
      )}
      {organisation && asking === 'remove' && (
        <RemoveOrganisation organisation={organisation} onClose={close} onDone={leave} />
      )}
    </>
  );
}
