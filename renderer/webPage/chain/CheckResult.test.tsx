import { MessageBar } from '@fluentui/react-components';
import { assert, expect, test, vi } from 'vitest';
import type { ChainCheck } from '../../../contract/chainCheck.ts';
import { renderComponent } from '../../testing/renderComponent.testkit.tsx';
import { CheckResult } from './CheckResult.tsx';

const whole: ChainCheck = { entries: 3, head: 'b'.repeat(64), hasNoted: true, broken: null };
const lacking = 'is not among them';

test.each([
  ['whole and has what was noted down', whole, 'success', 'nothing up to it was cut off'],
  ['cut off before what was noted down', { ...whole, hasNoted: false }, 'error', lacking],
  ['changed', { ...whole, broken: { seq: 2, problem: 'hash' } }, 'error', 'entry no. 2'],
] as const)(
  'a log that is %s is told as such, in its colour',
  async (_what, check, intent, said) => {
    const { container } = await renderComponent(
      <>
        <CheckResult check={check} noted={'a'.repeat(64)} />
        <MessageBar intent={intent} />
      </>,
      {},
    );
    await vi.waitFor(
      () => {
        const [shown, meant] = container.querySelectorAll('.fui-MessageBar');
        assert(shown && meant);
        expect(shown.textContent).toContain(said);
        expect(getComputedStyle(shown).backgroundColor).toBe(
          getComputedStyle(meant).backgroundColor,
        );
      },
      { timeout: 10_000 },
    );
  },
);
