import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { use, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { officerPages, pages, type Page } from '../place/place.ts';
import { PlaceLink } from '../place/PlaceLink.tsx';
import { kept, useHere } from '../place/usePlace.ts';
import { mayOpen } from '../session/mayOpen.ts';
import { SessionContext } from '../session/useSession.ts';

const narrow = '@media (max-width: 800px)';
const print = '@media print';

const useStyles = makeStyles({
  nav: {
    paddingBlock: tokens.spacingVerticalL,
    paddingInline: tokens.spacingHorizontalL,
    [narrow]: { paddingBottom: 0 },
    [print]: { display: 'none' },
  },
  all: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    position: 'sticky',
    top: tokens.spacingVerticalL,
    [narrow]: { position: 'static', rowGap: tokens.spacingVerticalS },
  },
  head: {
    ...typographyStyles.caption1Strong,
    margin: 0,
    paddingInline: tokens.spacingHorizontalM,
    paddingBottom: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground3,
  },
  links: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    [narrow]: { flexDirection: 'row', flexWrap: 'wrap' },
  },
  link: {
    display: 'block',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    fontWeight: tokens.fontWeightSemibold,
  },
});

function Links({ of, labelledBy }: { readonly of: readonly Page[]; readonly labelledBy?: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const here = useHere();
  return (
    <ul className={styles.links} aria-labelledby={labelledBy}>
      {of.map((page) => (
        <li key={page}>
          <PlaceLink
            to={{ ...kept(here), page }}
            isCurrent={page === here.page}
            className={mergeClasses(styles.link, page === here.page && styles.current)}
          >
            {t(`insights.pages.${page}`)}
          </PlaceLink>
        </li>
      ))}
    </ul>
  );
}

/** Links to the pages that the reader's roles open, and to no others. */
export function Navigation() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { roles } = use(SessionContext);
  const id = useId();
  const open = (page: Page) => mayOpen(roles, page);
  const [numbers, officers] = [pages.filter(open), officerPages.filter(open)];
  return (
    <nav className={styles.nav} aria-label={t('insights.pages.label')}>
      <div className={styles.all}>
        {numbers.length > 0 && <Links of={numbers} />}
        {officers.length > 0 && (
          <div>
            <p id={id} className={styles.head}>
              {t('insights.pages.ofOfficers')}
            </p>
            <Links of={officers} labelledBy={id} />
          </div>
        )}
      </div>
    </nav>
  );
}
