import type { MouseEvent, ReactNode } from 'react';
import { goToSearch } from './address.ts';

interface Props {
  /** The query of the address that it leads to, from its `?`. */
  readonly to: string;
  readonly className?: string | undefined;
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A real link to another place of this page, which can be opened in a new tab. */
export function SearchLink({ to, className, isCurrent = false, children }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    goToSearch(to);
    window.scrollTo({ top: 0 });
  };
  return (
    <a
      href={to}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
