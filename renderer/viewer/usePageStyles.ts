import { makeStyles, tokens } from '@fluentui/react-components';

/** How the viewer's pages of text and tables stand in their window. */
export const usePageStyles = makeStyles({
  scroller: { height: '100%', overflowY: 'auto' },
  page: {
    boxSizing: 'border-box',
    maxWidth: '1040px',
    marginInline: 'auto',
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  heading: { margin: `${tokens.spacingVerticalM} 0 0` },
  intro: { maxWidth: '68ch', color: tokens.colorNeutralForeground2 },
});
