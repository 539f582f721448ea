import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { expect, test, vi } from 'vitest';
import { renderComponent } from '../../testing/renderComponent.testkit.tsx';
import { RemovePerson } from './HostQuestions.tsx';
import { useFocusOnLeaving } from './useFocusOnLeaving.ts';

function Person({ name, onRemove }: { name: string; onRemove: () => void }) {
  const item = useRef<HTMLLIElement>(null);
  useFocusOnLeaving(item);
  return (
    <li ref={item}>
      <RemovePerson name={name} onRemove={onRemove} />
    </li>
  );
}

/** A list with Carol, who stays, and Bob, who goes as soon as `removal` says after the host has confirmed. */
function People({ removal }: { removal: (remove: () => void) => unknown }) {
  const [isHere, setIsHere] = useState(true);
  const remove = () => {
    removal(() => {
      flushSync(() => {
        setIsHere(false);
      });
    });
  };
  return (
    <section tabIndex={-1} aria-label="People">
      <ul>
        {isHere && <Person name="Bob" onRemove={remove} />}
        <Person name="Carol" onRemove={() => undefined} />
      </ul>
    </section>
  );
}

/** Calls back in the moment in which the dialog has gone and nothing has the focus yet. */
function whenDialogHasGone(callback: () => void): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('[role="dialog"]')) return;
    observer.disconnect();
    expect(document.activeElement).toBe(document.body);
    callback();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

test.each([
  ['while the question still closes', queueMicrotask],
  ['before the focus is back on the button', whenDialogHasGone],
  ['long after', (remove: () => void) => setTimeout(remove, 1000)],
])('who removes somebody finds the list focused if they go %s', async (_, removal) => {
  const screen = await renderComponent(<People removal={removal} />, {});
  await screen.getByRole('button', { name: 'Remove Bob…' }).click();
  await screen.getByRole('button', { name: 'Remove', exact: true }).click();
  await vi.waitFor(
    () => {
      expect(screen.getByRole('button').elements()).toHaveLength(1);
      expect(document.activeElement).toBe(screen.getByRole('region').element());
    },
    { timeout: 10_000 },
  );
});
