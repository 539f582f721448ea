import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleRegular,
  PersonQuestionMarkRegular,
  ProhibitedRegular,
} from '@fluentui/react-icons';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionTable, type DecisionRow } from '../../../contract/admin/decisionTable.ts';
import { consentText } from '../../../contract/consentText.ts';
import { categories, surfaces } from '../../../contract/datum.ts';
import { Table } from '../../viewer/Table.tsx';
import { Panel } from '../../webPage/Panel.tsx';

const useStyles = makeStyles({
  cell: { display: 'flex', columnGap: tokens.spacingHorizontalSNudge },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase500, lineHeight: 0 },
  on: { color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  said: { minWidth: 0 },
});

type Verdict = 'on' | 'off' | 'choice';

const verdictOf = ({ whoSaidYes, whoDidNot }: DecisionRow): Verdict => {
  if (whoSaidYes.allowed !== whoDidNot.allowed) return 'choice';
  return whoSaidYes.allowed ? 'on' : 'off';
};

const icons = {
  on: <CheckmarkCircleRegular />,
  off: <ProhibitedRegular />,
  choice: <PersonQuestionMarkRegular />,
} as const;

/** Why, in words: the key that decides, and the value that it has. */
function useReason() {
  const { t } = useTranslation();
  return (row: DecisionRow): string => {
    const { key, value, source } = row.whoDidNot.because;
    if (key === 'census')
      return t(value === 'never' ? 'admin.means.noCensus' : 'admin.means.census');
    if (verdictOf(row) === 'choice') return t('admin.means.choice');
    return source === 'default'
      ? t('admin.means.notSet', { key })
      : t('admin.means.because', { key, value: String(value) });
  };
}

interface CellProps {
  readonly row: DecisionRow;
  /** Whether it would be another once what is chosen is saved. */
  readonly isNew: boolean;
}

function Cell({ row, isNew }: CellProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const reason = useReason();
  const verdict = verdictOf(row);
  return (
    <div className={styles.cell}>
      <span
        aria-hidden
        className={`${styles.icon} ${verdict === 'off' ? styles.quiet : styles.on}`}
      >
        {icons[verdict]}
      </span>
      <div className={styles.said}>
        {t(`admin.means.verdict.${verdict}`)}{' '}
        {isNew && (
          <Badge appearance="tint" color="warning">
            {t('admin.means.new')}
          </Badge>
        )}
        <Caption1 block className={styles.quiet}>
          {reason(row)}
        </Caption1>
      </div>
    </div>
  );
}

interface Props {
  readonly name: string;
  /** As it is, and as it would be once what is chosen is saved. */
  readonly policy: Readonly<Record<string, unknown>>;
  readonly drafted: Readonly<Record<string, unknown>>;
  readonly meetings: boolean;
}

/** What the policies mean for each category, by the same function that decides on every device. */
export function DecisionPanel({ name, policy, drafted, meetings }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const place = { pool: location.host, since: '1970-01-01T00:00:00.000Z' };
  const tableOf = (of: Readonly<Record<string, unknown>>) =>
    decisionTable(
      { organisation: name, policy: of, MeetingUxEnableTelemetry: meetings },
      place,
      consentText,
    );
  const [now, then] = [tableOf(policy), tableOf(drafted)];
  const changes = then.map((row, index) => {
    const before = now[index];
    return before !== undefined && verdictOf(before) !== verdictOf(row);
  });
  return (
    <Panel
      title={t('admin.means.title')}
      explain={t(changes.includes(true) ? 'admin.means.explainDraft' : 'admin.means.explain')}
    >
      <span id={id} hidden>
        {t('admin.means.title')}
      </span>
      <Table
        labelledBy={id}
        columns={[
          { label: t('viewer.decisions.surface'), width: 19 },
          ...categories.map((it) => ({ label: t(`category.${it}.name`), width: 27 })),
        ]}
        rows={surfaces.map((surface) => ({
          key: surface,
          cells: [
            t(`viewer.surface.${surface}`),
            ...then.flatMap((row, index) =>
              row.surface === surface
                ? [<Cell key={row.category} row={row} isNew={changes[index] === true} />]
                : [],
            ),
          ],
        }))}
      />
    </Panel>
  );
}
