import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { changed } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import type { OrganisationAnswer, PolicyValue } from '../../../contract/admin/policies.ts';
import { parsePolicy } from '../../../contract/policy.ts';
import {
  policyCatalogue,
  type PolicyEntry,
  type PolicyKey,
} from '../../../contract/policyCatalogue.ts';
import { policyProblem } from '../../../contract/policyProblem.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { useSaid } from '../words/useSaid.ts';
import { DraftButtons } from './DraftButtons.tsx';
import { PolicyMeaning } from './PolicyMeaning.tsx';
import { PolicyValueField } from './PolicyValueField.tsx';

const useStyles = makeStyles({
  body: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
    gap: tokens.spacingHorizontalXXL,
  },
  choice: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    minWidth: 0,
  },
  key: { fontFamily: tokens.fontFamilyMonospace, color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly of: PolicyKey;
  readonly organisation: OrganisationAnswer;
  /** What is chosen and not saved; null is to be unset, undefined leaves it as it is. */
  readonly draft: PolicyValue | null | undefined;
  readonly onDraft: (value: PolicyValue | null | undefined) => void;
  readonly again: () => void;
}

/** `pool.json` may have a flag as 0 or 1. */
const keptValue = ({ policy }: OrganisationAnswer, key: PolicyKey): PolicyValue | null => {
  const value = policy[key];
  if (value === undefined) return null;
  return policyCatalogue[key].type.kind === 'flag' ? Boolean(value) : value;
};

/** A policy: what it says, what it means, and what it is set to. */
export function PolicyPanel({ of: key, organisation, draft, onDraft, again }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const say = useSaid();
  const { isBusy, problem, run } = useDeed();
  const entry: PolicyEntry = policyCatalogue[key];
  const { domain, seen } = organisation;
  const kept = keptValue(organisation, key);
  const value = draft === undefined ? kept : draft;
  const parsed = parsePolicy(value === null ? {} : { [key]: value });
  const save = async () => {
    const how = { method: 'PUT', body: { seen, value } };
    const answer = await run(() => askPool(adminPaths.policy(domain, key), changed, how));
    if (answer) onDraft(undefined);
    again();
  };
  return (
    <Panel title={say(entry.label)} explain={say(entry.explain)}>
      <Text size={200} className={styles.key}>
        {key}
      </Text>
      <div className={styles.body}>
        <div className={styles.choice}>
          <PolicyValueField
            label={say(entry.label)}
            type={entry.type}
            value={value}
            problem={parsed.ok ? undefined : policyProblem(t, parsed.problem)}
            onChange={(next) => {
              onDraft(next === kept ? undefined : next);
            }}
          />
          <ProblemBar problem={problem} />
          {draft !== undefined && (
            <DraftButtons
              isBlocked={isBusy || !parsed.ok}
              onSave={() => void save()}
              onDiscard={() => {
                onDraft(undefined);
              }}
            />
          )}
        </div>
        <PolicyMeaning entry={entry} />
      </div>
    </Panel>
  );
}
