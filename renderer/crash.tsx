import { CrashPage } from './crash/CrashPage.tsx';
import { mount } from './mount.tsx';

mount(() => <CrashPage />);
