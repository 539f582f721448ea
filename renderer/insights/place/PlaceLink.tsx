import type { MouseEvent, ReactNode } from 'react';
import { searchOf, type Place } from './place.ts';
import { goTo } from './usePlace.ts';

interface Props {
  readonly to: Place;
  readonly className?: string | undefined;
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A real link to another place in the insights, which can be opened in a new tab. */
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
