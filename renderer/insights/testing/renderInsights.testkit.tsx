import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { render } from 'vitest-browser-react/pure';
import { createTexts, type Language } from '../../../contract/text/index.ts';
import { light } from '../../app/theme.ts';

/** Renders a part of the insights page with its theme and texts. */
export const renderInsights = (component: ReactNode, language: Language = 'en') =>
  render(
    <FluentProvider theme={light}>
      <I18nextProvider i18n={createTexts(language)}>{component}</I18nextProvider>
    </FluentProvider>,
  );
