import { CrashPage } from '../crash/CrashPage.tsx';
import { mount } from '../app/mount.tsx';

mount(() => <CrashPage />);
