import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { dark, light } from '../app/theme.ts';
import { useMediaQuery } from '../ui/useMediaQuery.ts';

/** Paper is white, whatever the screen's theme. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const isDark = useMediaQuery('(prefers-color-scheme: dark)');
  const isPaper = useMediaQuery('print');
  return <FluentProvider theme={isDark && !isPaper ? dark : light}>{children}</FluentProvider>;
}
