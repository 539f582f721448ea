import { createTalk } from './conversations/createTalk.ts';
import { MainWindow } from './home/MainWindow.tsx';
import { mount } from './mount.tsx';

mount((main) => <MainWindow talk={createTalk(main)} />);
