import { tokens } from '@fluentui/react-components';

/** A row whose last part is a link, at its end; where there is no room beside the rest, below it. */
export const besideLink = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  columnGap: tokens.spacingHorizontalM,
} as const;
