import { makeStyles, tokens } from '@fluentui/react-components';

/** A part of a group's page that isn't a figure but looks like one. */
export const usePanelStyles = makeStyles({
  panel: {
    gridColumn: '1 / -1',
    boxSizing: 'border-box',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    breakInside: 'avoid',
  },
  title: { margin: 0 },
  explain: { color: tokens.colorNeutralForeground3 },
});
