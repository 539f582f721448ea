import { mount } from './mount.tsx';
import { ViewerWindow } from './viewer/ViewerWindow.tsx';

mount(() => <ViewerWindow />);
