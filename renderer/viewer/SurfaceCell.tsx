import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Surface } from '../../contract/datum.ts';

const useStyles = makeStyles({
  mark: { display: 'block', width: 'fit-content', marginTop: tokens.spacingVerticalXS },
});

interface Props {
  readonly surface: Surface;
  readonly isInForce: boolean;
}

/** The beginning of a row of a decision table: its surface, and whether the row is in force. */
export function SurfaceCell({ surface, isInForce }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <>
      {t(`viewer.surface.${surface}`)}
      {isInForce && (
        <Badge appearance="filled" color="brand" className={styles.mark}>
          {t('viewer.decisions.inForce')}
        </Badge>
      )}
    </>
  );
}
