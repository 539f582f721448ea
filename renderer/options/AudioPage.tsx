import {
  Button,
  Caption1,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { Speaker2Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAudioDevices, type AudioDevice, type DeviceList } from '../media/audioDevices.ts';
import { playTrialSound } from '../media/ringTone.ts';
import { useView } from '../app/useView.ts';
import { DropDown } from './DropDown.tsx';
import { GroupBox } from './GroupBox.tsx';
import { LevelBar } from './LevelBar.tsx';
import { shownOptions, type Changes } from './optionsDraft.ts';
import { useMicrophone } from './useMicrophone.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalMNudge },
  detail: { color: tokens.colorNeutralForeground3 },
  test: { alignSelf: 'start' },
});

const none: DeviceList = { inputs: [], outputs: [] };

/** @param isOpen devices have names only while a microphone may be used: they are queried again then. */
function useDevices(isOpen: boolean): DeviceList {
  const [list, setList] = useState(none);
  useEffect(() => {
    const devices = createAudioDevices();
    const stop = devices.subscribe(() => {
      setList(devices.get());
    });
    return () => {
      stop();
      devices.stop();
    };
  }, [isOpen]);
  return list;
}

interface Props {
  readonly changes: Changes;
  readonly onChange: (changes: Changes) => void;
}

/** Options > Audio device: the microphone and the speaker for calls. */
export function AudioPage({ changes, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { microphone, speaker } = shownOptions(useView(), changes);
  const { opened, level } = useMicrophone(microphone);
  const { inputs, outputs } = useDevices(opened?.ok === true);
  const choices = (devices: readonly AudioDevice[], chosen: string) => {
    const listed = devices
      .filter(({ id, label }) => id !== 'default' && id !== 'communications' && label !== '')
      .map(({ id, label }) => ({ value: id, text: label }));
    const isGone = chosen !== '' && !listed.some(({ value }) => value === chosen);
    return [
      { value: '', text: t('options.audio.system') },
      ...listed,
      ...(isGone ? [{ value: chosen, text: t('options.audio.gone') }] : []),
    ];
  };
  return (
    <div className={styles.page}>
      <GroupBox title={t('options.audio.microphoneTitle')}>
        <DropDown
          label={t('options.audio.microphone')}
          value={microphone}
          choices={choices(inputs, microphone)}
          onChange={(chosen) => {
            onChange({ ...changes, microphone: chosen });
          }}
        />
        {opened?.ok === false ? (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{t(`options.audio.problem.${opened.problem}`)}</MessageBarBody>
          </MessageBar>
        ) : (
          <>
            <LevelBar label={t('options.audio.level')} level={level} />
            <Caption1 className={styles.detail}>{t('options.audio.levelDetail')}</Caption1>
          </>
        )}
      </GroupBox>
      <GroupBox title={t('options.audio.speakerTitle')}>
        <DropDown
          label={t('options.audio.speaker')}
          value={speaker}
          choices={choices(outputs, speaker)}
          onChange={(chosen) => {
            onChange({ ...changes, speaker: chosen });
          }}
        />
        <Button
          className={styles.test}
          icon={<Speaker2Regular />}
          onClick={() => {
            void playTrialSound(speaker);
          }}
        >
          {t('options.audio.test')}
        </Button>
      </GroupBox>
    </div>
  );
}
