import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode, SubmitEvent } from 'react';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
});

interface Props {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** What is to be filled in on a card (SignInCard.tsx). */
export function CardForm({ onSubmit, children }: Props) {
  const styles = useStyles();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
