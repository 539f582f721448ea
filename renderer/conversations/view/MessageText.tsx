import { Link, makeStyles, Tooltip } from '@fluentui/react-components';
import { useMemo } from 'react';
import { partsOf, type LinkPart } from './links.ts';

const useStyles = makeStyles({
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  link: { overflowWrap: 'anywhere', color: 'inherit', textDecorationLine: 'underline' },
});

interface Props {
  readonly text: string;
  readonly onLink: (link: LinkPart) => void;
}

/** A message as it was written; its web addresses are links, and show where they lead. */
export function MessageText({ text, onLink }: Props) {
  const styles = useStyles();
  const parts = useMemo(() => partsOf(text), [text]);
  return (
    <span className={styles.text} dir="auto">
      {parts.map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <Tooltip key={index} content={part.url} relationship="description" withArrow>
            <Link
              as="button"
              inline
              type="button"
              className={styles.link}
              onClick={() => {
                onLink(part);
              }}
            >
              {part.text}
            </Link>
          </Tooltip>
        ),
      )}
    </span>
  );
}
