import type { MouseEvent, ReactNode } from 'react';
import { searchOf, type Place } from './place.ts';
import { goTo } from './usePlace.ts';

interface Props {
  readonly to: Place;
  readonly className?: string | undefined;
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A link to another place of this page: a real one, which opens in a tab of its own as any does. */
export function PlaceLink({ to, className, isCurrent = false, children }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    goTo(to);
    window.scrollTo({ top: 0 });
  };
  return (
    <a
      href={searchOf(to)}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
