import { mount } from '../app/mount.tsx';
import { ProblemPage } from '../problem/ProblemPage.tsx';

mount(() => <ProblemPage />);
