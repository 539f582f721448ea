import { tokens } from '@fluentui/react-components';

/** A row with a link at its end; if there is no room beside the rest, the link goes below it. */
export const besideLink = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  columnGap: tokens.spacingHorizontalM,
} as const;
