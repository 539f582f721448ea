import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { FaultBoundary } from './FaultBoundary.tsx';
import { Texts } from './Texts.tsx';
import { dark, light } from './theme.ts';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { CandorContext, type Candor } from './useView.ts';

/** What surrounds every window's page: theme, error screen, the view and its language. */
export function Shell({ candor, children }: { candor: Candor; children: ReactNode }) {
  const isDark = useMediaQuery('(prefers-color-scheme: dark)');
  return (
    <FluentProvider theme={isDark ? dark : light}>
      <FaultBoundary>
        <CandorContext value={candor}>
          <Texts>{children}</Texts>
        </CandorContext>
      </FaultBoundary>
    </FluentProvider>
  );
}
