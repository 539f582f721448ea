import { Button, Spinner } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { useOpening } from './useOpening.ts';

interface Props {
  /** Settles once the window is visible. */
  readonly open: () => Promise<unknown>;
  readonly icon?: ReactElement;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A button that opens a window, and shows progress until the window is visible. */
export function OpeningButton({ open, icon, className, children }: Props) {
  const [isOpening, begin] = useOpening(open);
  const shown = isOpening ? <Spinner size="extra-tiny" aria-hidden /> : icon;
  return (
    <Button
      className={className}
      {...(shown ? { icon: shown } : {})}
      aria-busy={isOpening}
      onClick={begin}
    >
      {children}
    </Button>
  );
}
