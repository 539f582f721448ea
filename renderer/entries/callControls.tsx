import { ControlsPage } from '../calls/view/ControlsPage.tsx';
import { mount } from '../app/mount.tsx';

mount((main) => <ControlsPage main={main} />);
