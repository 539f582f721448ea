import { createRef } from 'react';
import { userEvent } from 'vitest/browser';
import { describe, expect, test, vi } from 'vitest';
import { LONGEST_MESSAGE } from '../../../contract/messageLimits.ts';
import { renderComponent } from '../../testing/renderComponent.testkit.tsx';
import { Composer } from './Composer.tsx';

function compose(
  send = vi.fn<() => Promise<string | undefined>>(() => Promise.resolve(undefined)),
) {
  const drafts = new Map<string, string>();
  const input = createRef<HTMLTextAreaElement>();
  const composer = <Composer peer="bob@contoso.com" name="Bob" drafts={drafts} input={input} />;
  return { send, drafts, screen: renderComponent(composer, { chatClient: { send } }) };
}

describe('where one writes', () => {
  test('Enter sends, and leaves an empty field', async () => {
    const { send, screen } = compose();
    const field = (await screen).getByRole('textbox');
    await field.fill('Hello');
    await userEvent.keyboard('{Enter}');
    expect(send).toHaveBeenCalledWith('bob@contoso.com', 'Hello');
    await expect.element(field).toHaveValue('');
  });

  test('Shift+Enter begins a new line, and sends nothing', async () => {
    const { send, screen } = compose();
    const field = (await screen).getByRole('textbox');
    await field.fill('Hello');
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}you');
    await expect.element(field).toHaveValue('Hello\nyou');
    expect(send).not.toHaveBeenCalled();
  });

  test('blanks alone are not sent', async () => {
    const { send, screen } = compose();
    await (await screen).getByRole('textbox').fill('   ');
    await userEvent.keyboard('{Enter}');
    expect(send).not.toHaveBeenCalled();
  });

  test('what is too long is said to be so, and is not sent', async () => {
    const { send, screen } = compose();
    await (await screen).getByRole('textbox').fill('x'.repeat(LONGEST_MESSAGE + 3));
    const said = (await screen).getByRole('status').filter({ hasText: 'Characters too many: 3' });
    await expect.element(said).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(send).not.toHaveBeenCalled();
  });

  test('a message that can’t be kept comes back, with the reason', async () => {
    const { screen } = compose(vi.fn(() => Promise.resolve('the disk is full')));
    const field = (await screen).getByRole('textbox');
    await field.fill('Hello');
    await userEvent.keyboard('{Enter}');
    const alert = (await screen).getByRole('alert').filter({ hasText: 'the disk is full' });
    await expect.element(alert).toBeVisible();
    await expect.element(field).toHaveValue('Hello');
  });

  test('what was not sent is kept as a draft of that conversation', async () => {
    const { drafts, screen } = compose();
    await (await screen).getByRole('textbox').fill('Later');
    expect(drafts.get('bob@contoso.com')).toBe('Later');
  });
});
