import { mount } from './mount.tsx';
import { ProblemPage } from './problem/ProblemPage.tsx';

mount(() => <ProblemPage />);
