import { tokens } from '@fluentui/react-components';

/** One value per day; null where it isn't shown. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A colour and a stroke for each line, since nothing is told by colour alone. */
export const looks = [
  { color: tokens.colorBrandForeground1, strokeDasharray: 'none' },
  { color: tokens.colorPaletteBerryForeground2, strokeDasharray: '6 4' },
  { color: tokens.colorPaletteMarigoldForeground2, strokeDasharray: '2 4' },
  { color: tokens.colorPaletteLavenderForeground2, strokeDasharray: '10 3 2 3' },
  { color: tokens.colorNeutralForeground3, strokeDasharray: '1 3' },
] as const;
export const lookOf = (index: number) => looks[index % looks.length] ?? looks[0];
/** The most lines that can be told apart. */
export const mostSeries = looks.length;
