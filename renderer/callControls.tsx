import { ControlsPage } from './calls/ControlsPage.tsx';
import { mount } from './mount.tsx';

mount((main) => <ControlsPage main={main} />);
