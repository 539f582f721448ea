import { beforeEach } from 'vitest';
import { cleanup } from 'vitest-browser-react/pure';

// Before, not after: the component of a test that failed stays, to be looked at.
beforeEach(() => cleanup());
