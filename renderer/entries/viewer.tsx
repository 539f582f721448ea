import { mount } from '../app/mount.tsx';
import { ViewerWindow } from '../viewer/ViewerWindow.tsx';

mount(() => <ViewerWindow />);
