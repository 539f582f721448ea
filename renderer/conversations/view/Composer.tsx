import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Textarea,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { SendFilled } from '@fluentui/react-icons';
import { useId, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_MESSAGE } from '../../../contract/messageLimits.ts';
import { useView } from '../../app/useView.ts';
import { useChatClient } from './useChatClient.ts';

/** From how many remaining characters on their number is shown. */
const NEARLY_FULL = 500;

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalL}`,
    '@media (max-width: 480px)': {
      padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}`,
    },
  },
  row: { display: 'flex', alignItems: 'end', columnGap: tokens.spacingHorizontalS },
  box: {
    flexGrow: 1,
    minWidth: 0,
    '& textarea': {
      fieldSizing: 'content',
      minHeight: '32px',
      maxHeight: 'min(180px, 30vh)',
      height: 'auto',
      boxSizing: 'border-box',
    },
  },
  count: {
    display: 'block',
    marginTop: tokens.spacingVerticalXXS,
    color: tokens.colorNeutralForeground3,
  },
  tooLong: { color: tokens.colorStatusDangerForeground1 },
  failure: { marginBottom: tokens.spacingVerticalS },
});

interface Props {
  readonly peer: string;
  readonly name: string;
  /** The unsent text of each conversation. */
  readonly drafts: Map<string, string>;
  readonly input: RefObject<HTMLTextAreaElement | null>;
}

/** The field for writing a message: Enter sends, Shift+Enter begins a new line. */
export function Composer({ peer, name, drafts, input }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const chatClient = useChatClient();
  const [text, setText] = useState(drafts.get(peer) ?? '');
  const [problem, setProblem] = useState<string>();
  const count = useId();
  const left = LONGEST_MESSAGE - text.length;
  const canSend = text.trim() !== '' && left >= 0;
  const number = new Intl.NumberFormat(language).format(Math.abs(left));

  const change = (next: string): void => {
    setText(next);
    drafts.set(peer, next);
    setProblem(undefined);
  };

  const send = async (): Promise<void> => {
    if (!canSend) return;
    change('');
    const failed = await chatClient.send(peer, text);
    if (failed === undefined) return;
    // What could not be kept comes back, before whatever was written meanwhile.
    setText((since) => text + since);
    setProblem(failed);
  };

  return (
    <div className={styles.root}>
      {problem !== undefined && (
        <MessageBar intent="error" layout="multiline" role="alert" className={styles.failure}>
          <MessageBarBody>{t('conversations.notKept', { problem })}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.row}>
        <Textarea
          textarea={{ ref: input }}
          className={styles.box}
          aria-label={t('conversations.write', { name })}
          aria-describedby={count}
          placeholder={t('conversations.write', { name })}
          rows={1}
          value={text}
          dir="auto"
          onChange={(_, { value }) => {
            change(value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <Tooltip content={t('conversations.send')} relationship="label">
          <Button
            appearance="primary"
            icon={<SendFilled />}
            disabledFocusable={!canSend}
            onClick={() => {
              void send();
              input.current?.focus();
            }}
          />
        </Tooltip>
      </div>
      <div id={count} role="status">
        {left < NEARLY_FULL && (
          <Caption1 className={mergeClasses(styles.count, left < 0 && styles.tooLong)}>
            {t(left < 0 ? 'conversations.tooLong' : 'conversations.left', { number })}
          </Caption1>
        )}
      </div>
    </div>
  );
}
