import { makeStyles, mergeClasses } from '@fluentui/react-components';

const useStyles = makeStyles({
  mark: { '@media (forced-colors: active)': { color: 'CanvasText' } },
});

interface Props {
  readonly size: number;
  readonly className?: string;
}

/** Candor's mark, an open, see-through speech bubble; the words beside it name it. */
export function CandorMark({ size, className }: Props) {
  const styles = useStyles();
  return (
    <svg
      className={mergeClasses(className, styles.mark)}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <path
        d="M6.3 19.12L4.2 28L11.85 24.97A11 11 0 1 0 6.3 19.12z"
        fill="currentColor"
        opacity="0.16"
      />
      <path
        d="M25.17 8.23A11 11 0 0 0 6.3 19.12L4.2 28L11.85 24.97A11 11 0 0 0 25.17 21.77"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
