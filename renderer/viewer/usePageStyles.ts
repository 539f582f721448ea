import { makeStyles, tokens } from '@fluentui/react-components';

/** The typography of the viewer's pages of text and tables. */
export const usePageStyles = makeStyles({
  heading: { margin: `${tokens.spacingVerticalM} 0 0` },
  intro: { maxWidth: '68ch', color: tokens.colorNeutralForeground2 },
});
