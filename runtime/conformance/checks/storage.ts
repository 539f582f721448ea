import { inMain, type Check } from '../checks.ts';

const spec = (title: string): string =>
  `spec/api-safe-storage-spec.ts "safeStorage module ${title}"`;

/** What the application keeps encrypted by the system. */
export const storageChecks: readonly Check[] = [
  {
    of: [
      'SafeStorage.encryptStringAsync',
      'SafeStorage.decryptStringAsync',
      'SafeStorage.isAsyncEncryptionAvailable',
      'DecryptStringAsyncReturnValue.result',
    ],
    says: 'What was locked is unlocked again, UTF-16 too; what is no such thing is refused.',
    source: spec('SafeStorage.decryptStringAsync() valid input should correctly decrypt string'),
    see: inMain(async ({ safeStorage }) => {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'unavailable';
      const locked = await safeStorage.encryptStringAsync('€ - utf symbol');
      const { result } = await safeStorage.decryptStringAsync(locked);
      const wrong = safeStorage.decryptStringAsync(Buffer.from('no such thing'));
      return [
        Buffer.isBuffer(locked),
        result,
        await wrong.then(
          () => 'taken',
          () => 'refused',
        ),
      ];
    }),
    expected: [true, '€ - utf symbol', 'refused'],
  },
];
