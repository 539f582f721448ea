import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_POOL_ADDRESS } from '../../contract/poolDiscovery.ts';
import type { TypedPoolProblem } from '../../contract/poolCalls.ts';
import { TextField } from '../ui/TextField.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
});

interface Props {
  /** The field's initial content. */
  readonly address: string;
  /** What the main process found wrong with what was typed. */
  readonly problem: TypedPoolProblem | null;
  readonly isBusy: boolean;
  /** The problem, if no pool was set. */
  readonly trouble: ReactElement | null;
  readonly onChange: () => void;
  readonly onUse: (address: string) => void;
}

/** Takes the pool's address as people type it. */
export function PoolTyped({ address, problem, isBusy, trouble, onChange, onUse }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [typed, setTyped] = useState(address);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (problem !== null) input.current?.focus();
  }, [problem]);
  return (
    <form
      className={styles.form}
      aria-label={t('pool.use')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onUse(typed);
      }}
    >
      <TextField
        label={t('pool.address')}
        problem={problem === null ? undefined : t(`pool.mistyped.${problem}`)}
        input={input}
        value={typed}
        placeholder={t('pool.example')}
        autoComplete="off"
        maxLength={LONGEST_POOL_ADDRESS}
        isAddress
        readOnly={isBusy}
        onChange={(value) => {
          setTyped(value);
          onChange();
        }}
      />
      <Button type="submit" disabledFocusable={isBusy}>
        {t('pool.use')}
      </Button>
      {trouble}
    </form>
  );
}
