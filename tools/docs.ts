import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataCatalogue } from './dataCatalogue.ts';
import { identityVectors } from './identityVectors.ts';

const docs = join(import.meta.dirname, '..', 'docs');
writeFileSync(join(docs, 'data-catalogue.md'), dataCatalogue());
writeFileSync(join(docs, 'identity.md'), identityVectors());
