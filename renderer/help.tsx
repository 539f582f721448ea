import { HelpPage } from './help/HelpPage.tsx';
import { mount } from './mount.tsx';

mount(() => <HelpPage />);
