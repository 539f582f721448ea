import {
  createDarkTheme,
  createLightTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';

/** Candor's colour, clear water: OKLCH hue 205, its lightness rising evenly. */
const brand: BrandVariants = {
  10: '#00181b',
  20: '#002428',
  30: '#003035',
  40: '#003d43',
  50: '#004a50',
  60: '#00575f',
  70: '#00656e',
  80: '#00737c',
  90: '#088690',
  100: '#1697a3',
  110: '#2ca9b5',
  120: '#47bac6',
  130: '#6ccad4',
  140: '#93d8e0',
  150: '#b9e6eb',
  160: '#def3f6',
};

const fontFamilyBase = "'Segoe UI Variable Text', 'Segoe UI', system-ui, sans-serif";

export const light: Theme = {
  ...createLightTheme(brand),
  fontFamilyBase,
  colorNeutralBackground2: '#f7f9f9',
};

export const dark: Theme = {
  ...createDarkTheme(brand),
  fontFamilyBase,
  colorNeutralBackground1: '#212425',
  colorNeutralBackground2: '#17191a',
  colorNeutralBackground3: '#2d3132',
  colorNeutralStroke2: '#3d4243',
  colorBrandBackground2: '#0a3a40',
  colorBrandBackground2Hover: '#0d454c',
  // Coloured text needs more luminance than Fluent's own dark theme gives it.
  colorStatusDangerForeground1: '#e8929a',
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[130],
  colorBrandForegroundLink: brand[120],
  colorBrandForegroundLinkHover: brand[130],
  colorBrandForegroundLinkPressed: brand[110],
};
