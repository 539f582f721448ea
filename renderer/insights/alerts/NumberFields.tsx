import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { bounds } from '../../../contract/insights/alerts.ts';
import { useWords } from '../figure/useWords.ts';
import type { Draft, FieldName, NumberName } from './draft.ts';

const useStyles = makeStyles({
  numbers: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'start',
    gap: tokens.spacingHorizontalL,
  },
  // Side by side if there is room; labels wrap as needed.
  field: { flexGrow: 1, flexBasis: '200px', minWidth: 0, maxWidth: '260px' },
});

export interface FieldProps {
  readonly draft: Draft;
  /** The fields whose texts are invalid. */
  readonly wrong: readonly FieldName[];
  readonly type: (name: FieldName, text: string) => void;
}

const isPercent = (name: NumberName): boolean => name === 'below' || name === 'above';

/** The numbers that decide when a rule fires. */
export function NumberFields({
  draft,
  wrong,
  type,
  names,
}: FieldProps & { readonly names: readonly NumberName[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={styles.numbers}>
      {names.map((name) => {
        const { least, most } = bounds[name];
        const range = {
          least: words.count(least),
          most: words.count(most),
        };
        const message = isPercent(name) ? 'badNumber' : 'badWhole';
        return (
          <Field
            key={name}
            className={styles.field}
            label={t(`insights.alerts.form.${name}`)}
            validationMessage={
              wrong.includes(name) ? t(`insights.alerts.form.${message}`, range) : null
            }
          >
            <Input
              type="number"
              name={name}
              min={least}
              max={most}
              step={isPercent(name) ? 'any' : 1}
              value={draft.typed[name]}
              onChange={(_, { value }) => {
                type(name, value);
              }}
            />
          </Field>
        );
      })}
    </div>
  );
}
