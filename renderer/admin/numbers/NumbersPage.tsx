import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { numbersAnswer, type Numbers } from '../../../contract/admin/numbers.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Table, type Column as TableColumn } from '../../viewer/Table.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { usePool } from '../answers/usePool.ts';
import { Column } from '../layout/Column.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { ShownPart } from '../layout/ShownPart.tsx';
import { useChangeWords } from '../words/useChangeWords.ts';
import { Tiles } from './Tiles.tsx';

interface Counted {
  readonly title: string;
  readonly explain: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly [name: string, ...counts: readonly number[]])[];
  readonly nobody: string;
}

function CountedPanel({ title, explain, columns, rows, nobody }: Counted) {
  const { i18n } = useTranslation();
  const id = useId();
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Panel title={title} explain={explain}>
      <span id={id} hidden>
        {title}
      </span>
      {rows.length === 0 ? (
        <EmptyState title={nobody} />
      ) : (
        <Table
          labelledBy={id}
          columns={columns}
          rows={rows.map(([name, ...counts]) => ({
            key: name,
            cells: [
              <span key="name" dir="auto">
                {name}
              </span>,
              ...counts.map((count) => number.format(count)),
            ],
          }))}
        />
      )}
    </Panel>
  );
}

function Counts({ numbers }: { readonly numbers: Numbers }) {
  const { t } = useTranslation();
  const { organisations, versions, meetings } = numbers;
  const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0);
  return (
    <Column>
      <Tiles
        tiles={[
          [t('admin.numbers.people'), sum(organisations.map(({ signedIn }) => signedIn))],
          [t('admin.numbers.devices'), sum(organisations.map(({ devices }) => devices))],
          [t('admin.numbers.meetings'), meetings],
        ]}
      />
      <CountedPanel
        title={t('admin.numbers.byOrganisation')}
        explain={t('admin.numbers.byOrganisationExplain')}
        nobody={t('admin.organisations.none')}
        columns={[
          { label: t('admin.organisations.domain'), width: 40 },
          { label: t('admin.numbers.people'), width: 20 },
          { label: t('admin.numbers.devices'), width: 20 },
          { label: t('admin.pages.accounts'), width: 20 },
        ]}
        rows={organisations.map(({ domain, signedIn, devices, accounts }) => [
          domain,
          signedIn,
          devices,
          accounts,
        ])}
      />
      <CountedPanel
        title={t('admin.numbers.byVersion')}
        explain={t('admin.numbers.byVersionExplain')}
        nobody={t('admin.numbers.nobody')}
        columns={[
          { label: t('admin.numbers.version'), width: 70 },
          { label: t('admin.numbers.devices'), width: 30 },
        ]}
        rows={versions.map(({ version, devices }) => [version, devices])}
      />
    </Column>
  );
}

/** Who is signed in, in numbers. */
export function NumbersPage() {
  const { t } = useTranslation();
  const { instant } = useChangeWords();
  const { shown, isBusy, again } = usePool(adminPaths.numbers, numbersAnswer);
  return (
    <>
      <PageHead
        title={t('admin.pages.numbers')}
        lead={
          shown.state === 'answered'
            ? t('admin.numbers.lead', { at: instant(shown.answer.at) })
            : t('admin.numbers.leadYet')
        }
      >
        <Button icon={<ArrowClockwiseRegular />} disabledFocusable={isBusy} onClick={again}>
          {t('admin.numbers.again')}
        </Button>
      </PageHead>
      <ShownPart shown={shown} again={again} what={t('admin.pages.numbers')}>
        {(numbers) => <Counts numbers={numbers} />}
      </ShownPart>
    </>
  );
}
