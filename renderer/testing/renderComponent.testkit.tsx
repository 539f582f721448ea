import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { render } from 'vitest-browser-react/pure';
import type { Main, View } from '../../contract/ipc.ts';
import { createTexts } from '../../contract/text/index.ts';
import { ChatClientContext } from '../conversations/view/useChatClient.ts';
import type { ChatClient } from '../conversations/state/chatClient.ts';
import { light } from '../app/theme.ts';
import { CandorContext, ViewContext } from '../app/useView.ts';
import { createViewStore } from '../app/viewStore.ts';
import { viewWith } from './view.testkit.ts';

/** Has only the parts that a test gives; a component that asks for another one fails by its name. */
function partial<T extends object>(what: string, parts: Partial<T>): T {
  return new Proxy(parts, {
    get(target, key) {
      if (Reflect.has(target, key)) return Reflect.get(target, key) as unknown;
      throw new Error(`the test gives no ${what}.${String(key)}`);
    },
  }) as T;
}

interface Around {
  readonly view?: Partial<View>;
  /** What the component may ask of the main process. */
  readonly main?: Partial<Main>;
  readonly chatClient?: Partial<ChatClient>;
}

/** Renders a component as it stands in a window: in the theme, with its texts, the view and the main process. */
export function renderComponent(
  component: ReactNode,
  { view = {}, main = {}, chatClient = {} }: Around,
) {
  const shown = viewWith(view);
  const asked = partial<Main>('main', {
    getView: () => Promise.resolve(shown),
    on: () => () => undefined,
    ...main,
  });
  return render(
    <FluentProvider theme={light}>
      <CandorContext value={{ main: asked, store: createViewStore(asked) }}>
        <ViewContext value={shown}>
          <I18nextProvider i18n={createTexts(shown.language)}>
            <ChatClientContext value={partial<ChatClient>('talk', chatClient)}>
              {component}
            </ChatClientContext>
          </I18nextProvider>
        </ViewContext>
      </CandorContext>
    </FluentProvider>,
  );
}
