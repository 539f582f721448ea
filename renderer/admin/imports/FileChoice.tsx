import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { largestImport } from '../../../contract/admin/imports.ts';
import { Panel } from '../../webPage/Panel.tsx';

const useStyles = makeStyles({
  example: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** What stands in the place of bytes that are no UTF-8. */
const UNREADABLE = '\uFFFD';

interface Props {
  readonly isBusy: boolean;
  readonly onBegin: () => void;
  readonly onChoose: (name: string, text: string) => void;
}

/** Where a file of accounts is chosen, and how it is to look. */
export function FileChoice({ isBusy, onBegin, onChoose }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<'tooLarge' | 'notUtf8' | 'unreadable'>();
  const read = async (file: File) => {
    onBegin();
    setProblem(undefined);
    if (file.size > largestImport) {
      setProblem('tooLarge');
      return;
    }
    try {
      const text = await file.text();
      if (text.includes(UNREADABLE)) setProblem('notUtf8');
      else onChoose(file.name, text);
    } catch {
      setProblem('unreadable');
    }
  };
  return (
    <Panel title={t('admin.import.file')} explain={t('admin.import.fileExplain')}>
      <pre className={styles.example}>{t('admin.import.example')}</pre>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,text/csv"
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file may be chosen again once it was mended.
          target.value = '';
          if (file) void read(file);
        }}
      />
      <div>
        <Button
          icon={<DocumentRegular />}
          disabledFocusable={isBusy}
          onClick={() => {
            input.current?.click();
          }}
        >
          {t(isBusy ? 'admin.import.reading' : 'admin.import.choose')}
        </Button>
      </div>
      {problem && (
        <MessageBar role="alert" intent="error" layout="multiline">
          <MessageBarBody>{t(`admin.import.fileProblem.${problem}`)}</MessageBarBody>
        </MessageBar>
      )}
    </Panel>
  );
}
