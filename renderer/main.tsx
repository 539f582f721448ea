import { createCallSound } from './calls/createCallSound.ts';
import { createTalk } from './conversations/createTalk.ts';
import { followNetwork } from './conversations/followNetwork.ts';
import { MainWindow } from './home/MainWindow.tsx';
import { mount } from './mount.tsx';

mount((main) => {
  const talk = createTalk(main, createCallSound(main));
  followNetwork(window, talk.connectNow);
  // The other person must not wait for the network to notice that this window is gone.
  window.addEventListener('pagehide', talk.calls.hangUp);
  return <MainWindow talk={talk} />;
});
