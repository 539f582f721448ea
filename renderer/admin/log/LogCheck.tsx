import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { logCheck } from '../../../contract/admin/changeLog.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { usePool } from '../answers/usePool.ts';
import { ShownPart } from '../layout/ShownPart.tsx';

const useStyles = makeStyles({
  hash: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  form: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    maxWidth: '64ch',
  },
});

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

function Result({ noted }: { readonly noted: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const query = noted === '' ? '' : `?noted=${noted}`;
  const { shown, again } = usePool(`${adminPaths.logCheck}${query}`, logCheck);
  return (
    <ShownPart shown={shown} again={again} what={t('insights.accessLog.checking')}>
      {({ broken, entries, head, hasNoted }) => (
        <>
          <MessageBar intent={broken ? 'error' : 'success'} layout="multiline" role="status">
            <MessageBarBody>
              {broken
                ? t(`insights.accessLog.broken.${broken.problem}`, { seq: String(broken.seq) })
                : t('insights.accessLog.holds', { count: entries })}
            </MessageBarBody>
          </MessageBar>
          {noted !== '' && (
            <Text role="status">
              {t(hasNoted ? 'insights.accessLog.hasNoted' : 'insights.accessLog.lacksNoted')}
            </Text>
          )}
          {head !== null && (
            <Text size={200} block>
              {t('insights.accessLog.last')} <code className={styles.hash}>{head}</code>
              <br />
              {t('insights.accessLog.lastExplain')}
            </Text>
          )}
        </>
      )}
    </ShownPart>
  );
}

/** Whether the log is whole, and still holds an entry that was noted down. */
export function LogCheck() {
  const styles = useStyles();
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [noted, setNoted] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <Panel title={t('insights.accessLog.whole')} explain={t('insights.accessLog.wholeExplain')}>
      <Result key={noted} noted={noted} />
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const hash = typed.trim().toLowerCase();
          setWrong(!isHash(hash));
          if (isHash(hash)) setNoted(hash);
        }}
      >
        <TextField
          label={t('insights.accessLog.noted')}
          hint={t('insights.accessLog.notedHint')}
          autoComplete="off"
          value={typed}
          problem={isWrong ? t('insights.accessLog.notedWrong') : undefined}
          onChange={(value) => {
            setTyped(value);
            setWrong(false);
          }}
        />
        <div>
          <Button type="submit">{t('insights.accessLog.look')}</Button>
        </div>
      </form>
    </Panel>
  );
}
