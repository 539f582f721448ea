/**
 * For a text of others' that has a line to itself and `dir="auto"`: it is cut off at its end, whichever side that is
 * on, and stands where the line's other texts do.
 */
export const ownLine = {
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  textOverflow: 'ellipsis',
  textAlign: 'match-parent',
} as const;
