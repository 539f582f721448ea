import { join } from 'node:path';
import { makeNodePackage, makeServerPackages, readRelease } from './packages.ts';

// `npm run package:debian`: makes the Debian packages of the servers, into dist/debian/.
const into = join(import.meta.dirname, '../../dist/debian');
const release = readRelease();
for (const deb of [...(await makeServerPackages(release, into)), makeNodePackage(release, into)])
  console.log(deb);
