import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportedPerson } from '../../../contract/insights/person.ts';
import type { Language } from '../../../contract/text/index.ts';
import { formatSize } from '../../ui/formatSize.ts';
import { useWords } from '../figure/useWords.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { SessionContext } from '../session/sessionContext.ts';
import { CannotFind } from './CannotFind.tsx';
import { EraseButton } from './EraseButton.tsx';
import { Facts } from './Facts.tsx';
import { saveJson } from './saveJson.ts';
import { useCounts } from './useCounts.ts';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    '@media print': { display: 'none' },
  },
  list: { marginBlock: tokens.spacingVerticalXS, paddingInlineStart: tokens.spacingHorizontalXL },
  code: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
});

function Dumps({ dumps }: Pick<ExportedPerson, 'dumps'>) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { roles } = use(SessionContext);
  return (
    <div>
      <Text>{t('insights.rights.dumpsExplain')}</Text>
      <ul className={styles.list}>
        {dumps.map(({ digest, bytes }) => {
          const size = formatSize(bytes, i18n.language as Language);
          const name = t('insights.rights.dump', { digest, size });
          return (
            <li key={digest} className={styles.code}>
              {roles.includes('engineer') ? (
                <Link href={`../v1/crashes/${digest}`} download={`${digest}.dmp`}>
                  {name}
                </Link>
              ) : (
                name
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface Props {
  readonly found: ExportedPerson;
  readonly isErasing: boolean;
  readonly onErase: () => void;
}

/** What is stored about an account, to be handed over or erased. */
export function Found({ found, isErasing, onErase }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const counts = useCounts();
  const { confirmation, cannotFind, records, dumps } = found;
  const { account } = confirmation;
  const told = {
    census: words.count(confirmation.census),
    errors: words.count(confirmation.errors),
    dumps: words.count(confirmation.dumps),
  };
  return (
    <Panel
      title={t('insights.rights.found', { account })}
      explain={records.length === 0 ? t('insights.rights.nothing') : undefined}
      isBusy={isErasing}
    >
      <Facts facts={counts(confirmation)} />
      <CannotFind cannotFind={cannotFind} />
      {dumps.length > 0 && <Dumps dumps={dumps} />}
      <div className={styles.actions}>
        <Button
          icon={<ArrowDownloadRegular />}
          onClick={() => {
            saveJson('candor-account.json', found);
          }}
        >
          {t('insights.rights.save')}
        </Button>
        <EraseButton
          account={account}
          detail={t('insights.rights.eraseDetail', told)}
          isErasing={isErasing}
          onErase={onErase}
        />
      </div>
    </Panel>
  );
}
