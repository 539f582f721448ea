import { deminify } from './deminify.ts';

/** The message to the process that reads maps. */
export interface StackToRead {
  readonly dataFolder: string;
  readonly version: string;
  readonly stack: string;
}

process.once('message', ({ dataFolder, version, stack }: StackToRead) => {
  process.send?.(deminify(dataFolder, version, stack), undefined, undefined, () => {
    process.disconnect();
  });
});
