import { createCallSound } from '../calls/state/createCallSound.ts';
import { createChatClient } from '../conversations/state/createChatClient.ts';
import { followNetwork } from '../conversations/state/followNetwork.ts';
import { MainWindow } from '../home/MainWindow.tsx';
import { mount } from '../app/mount.tsx';

mount((main) => {
  const chatClient = createChatClient(main, createCallSound(main));
  followNetwork(window, chatClient.connectNow);
  // The other person should not have to wait for the network to notice that this window is gone.
  window.addEventListener('pagehide', chatClient.calls.hangUp);
  return <MainWindow chatClient={chatClient} />;
});
