/**
 * For a text of another person's that has a line to itself and `dir="auto"`: it is cut off at its end, whichever side
 * that is, and is aligned with the line's other texts.
 */
export const ownLine = {
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  textOverflow: 'ellipsis',
  textAlign: 'match-parent',
} as const;
