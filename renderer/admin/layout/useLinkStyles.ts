import { makeStyles, tokens } from '@fluentui/react-components';

/** How a link within a page looks: as Fluent's own, which can't lead without loading the page anew. */
export const useLinkStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});
