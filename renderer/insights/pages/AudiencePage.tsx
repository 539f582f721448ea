import { useTranslation } from 'react-i18next';
import { useAnswer } from '../answers/useAnswer.ts';
import { DayLines } from '../charts/DayLines.tsx';
import { mostSeries } from '../charts/series.ts';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { daysOf } from '../place/place.ts';
import { useHere } from '../place/usePlace.ts';
import { sharesAcrossDays } from './rows.ts';
import { TraitFigure } from './TraitFigure.tsx';

function Adoption() {
  const { t } = useTranslation();
  const { period } = useHere();
  const shown = useAnswer('versions', 'day', { period });
  const days = daysOf(period);
  const title = t('insights.trait.adoption');
  return (
    <Figure
      isWide
      title={title}
      explain={t('insights.trait.adoptionExplain')}
      name="candor-adoption"
      shown={shown}
      table={(rows) => ({
        columns: [
          { key: 'day', label: t('insights.figure.day'), kind: 'day' },
          { key: 'version', label: t('insights.trait.value.version'), kind: 'text' },
          { key: 'devices', label: t('insights.trait.devices'), kind: 'count' },
          { key: 'share', label: t('insights.trait.share'), kind: 'share' },
        ],
        rows: rows.map(({ day, value, rest, deviceDays, share }) => [
          day,
          rest ? t('insights.figure.rest') : value,
          deviceDays,
          share,
        ]),
      })}
      chart={(rows) => (
        <DayLines
          title={title}
          days={days}
          kind="share"
          series={sharesAcrossDays(days, rows, mostSeries)}
        />
      )}
    />
  );
}

/** The systems and versions that Candor runs on. */
export function AudiencePage() {
  const { t } = useTranslation();
  const { period } = useHere();
  const about = { period };
  const versions = useAnswer('versions', 'version', about);
  const systems = useAnswer('systems', 'os', about);
  const systemVersions = useAnswer('systems', 'osVersion', about);
  const languages = useAnswer('languages', 'language', about);
  const regions = useAnswer('languages', 'region', about);
  const models = useAnswer('devices', 'model', about);
  const parts = useAnswer('devices', 'surface', about);
  return (
    <>
      <PageHead title={t('insights.pages.audience')} filters={[]} />
      <Figures>
        <Adoption />
        <TraitFigure trait="version" shown={versions} />
        <TraitFigure trait="os" shown={systems} />
        <TraitFigure trait="osVersion" shown={systemVersions} />
        <TraitFigure trait="model" shown={models} />
        <TraitFigure trait="language" shown={languages} />
        <TraitFigure trait="region" shown={regions} />
        <TraitFigure trait="surface" shown={parts} />
      </Figures>
    </>
  );
}
