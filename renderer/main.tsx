import { MainWindow } from './home/MainWindow.tsx';
import { mount } from './mount.tsx';

mount(<MainWindow />);
