import { Button, Caption1, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import licences from '../../assets/licences.json' with { type: 'json' };
import { useCandor, useView } from '../app/useView.ts';
import { CandorMark } from '../ui/CandorMark.tsx';
import { GroupBox } from './GroupBox.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalMNudge },
  head: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  mark: { flexShrink: 0, color: tokens.colorBrandForeground1 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
  },
  path: { display: 'block', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  list: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    columnWidth: '240px',
    overflowWrap: 'anywhere',
  },
});

function Place({ which, path }: { which: 'logs' | 'data'; path: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  return (
    <div className={styles.row}>
      <div>
        <Text>{t(`options.about.${which}`)}</Text>
        <Caption1 className={styles.path}>{path}</Caption1>
      </div>
      <Button
        size="small"
        aria-label={t(`options.about.show.${which}`)}
        onClick={() => void main.openFolder(which)}
      >
        {t('options.about.show.text')}
      </Button>
    </div>
  );
}

/** Options > About: which Candor this is, what it runs on and is made of, and where its files are. */
export function AboutPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { version, runtime, logFile, dataFolder } = useView();
  const [isUnfolded, setUnfolded] = useState(false);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <CandorMark size={40} className={styles.mark} />
        <div>
          <Text block weight="semibold" size={400}>
            {t('app.name')}
          </Text>
          <Text block>{t('main.version', { version })}</Text>
        </div>
      </div>
      <GroupBox title={t('options.about.runtime')}>
        <Text>{t('options.about.versions', { ...runtime })}</Text>
      </GroupBox>
      <GroupBox title={t('options.about.places')}>
        <Place which="logs" path={logFile} />
        <Place which="data" path={dataFolder} />
      </GroupBox>
      <GroupBox title={t('options.about.licences')}>
        <Text>{t('options.about.own')}</Text>
        <div>
          <Link
            as="button"
            inline
            type="button"
            aria-expanded={isUnfolded}
            onClick={() => {
              setUnfolded(!isUnfolded);
            }}
          >
            {t('options.about.others', { count: licences.length })}
          </Link>
        </div>
        {isUnfolded && (
          <ul className={styles.list} aria-label={t('options.about.licences')}>
            {licences.map(({ name, licence }) => (
              <li key={name}>
                <Caption1>
                  {name} ({licence})
                </Caption1>
              </li>
            ))}
          </ul>
        )}
      </GroupBox>
    </div>
  );
}
