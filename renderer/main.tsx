import { createCallSound } from './calls/createCallSound.ts';
import { createTalk } from './conversations/createTalk.ts';
import { MainWindow } from './home/MainWindow.tsx';
import { mount } from './mount.tsx';

mount((main) => {
  const talk = createTalk(main, createCallSound(main));
  // The other person must not wait for the network to notice that this window is gone.
  window.addEventListener('pagehide', talk.calls.hangUp);
  return <MainWindow talk={talk} />;
});
