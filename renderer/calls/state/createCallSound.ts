import type { Main } from '../../../contract/ipc.ts';
import { createChosenSpeaker } from '../../media/chosenSpeaker.ts';
import { playAloud } from '../../media/loudspeaker.ts';
import { closeMicrophone, openMicrophone } from '../../media/microphone.ts';
import { ring } from '../../media/ringTone.ts';
import type { CallSound } from './createCalls.ts';

/** Records and plays on the devices chosen in Options at the moment they are needed. */
export function createCallSound(main: Pick<Main, 'getView'>): CallSound {
  const chosen = async () => (await main.getView()).options;
  const onSpeaker = createChosenSpeaker(chosen);
  return {
    openMicrophone: async () => openMicrophone((await chosen()).microphone),
    closeMicrophone,
    play: (stream) => onSpeaker((speaker) => playAloud(stream, speaker).stop),
    ring: (kind) => onSpeaker((speaker) => ring(kind, speaker)),
  };
}
