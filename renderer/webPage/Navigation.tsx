import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useId } from 'react';
import { SearchLink } from './SearchLink.tsx';

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

interface Target {
  /** The query of its address. */
  readonly to: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

interface Group {
  /** What it is called, if it has a name. */
  readonly name?: string;
  readonly targets: readonly Target[];
}

function Links({ targets, labelledBy }: Pick<Group, 'targets'> & { readonly labelledBy?: string }) {
  const styles = useStyles();
  return (
    <ul className={styles.links} aria-labelledby={labelledBy}>
      {targets.map(({ to, name, isCurrent }) => (
        <li key={name}>
          <SearchLink
            to={to}
            isCurrent={isCurrent}
            className={mergeClasses(styles.link, isCurrent && styles.current)}
          >
            {name}
          </SearchLink>
        </li>
      ))}
    </ul>
  );
}

function NamedLinks({ name, targets }: Required<Group>) {
  const styles = useStyles();
  const id = useId();
  return (
    <div>
      <p id={id} className={styles.head}>
        {name}
      </p>
      <Links targets={targets} labelledBy={id} />
    </div>
  );
}

interface Props {
  readonly label: string;
  readonly groups: readonly Group[];
}

/** Where one can go in this page; a group of nothing is not shown. */
export function Navigation({ label, groups }: Props) {
  const styles = useStyles();
  return (
    <nav className={styles.nav} aria-label={label}>
      <div className={styles.all}>
        {groups
          .filter(({ targets }) => targets.length > 0)
          .map(({ name, targets }) =>
            name === undefined ? (
              <Links key="" targets={targets} />
            ) : (
              <NamedLinks key={name} name={name} targets={targets} />
            ),
          )}
      </div>
    </nav>
  );
}
