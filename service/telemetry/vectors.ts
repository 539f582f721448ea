/** The pepper that the published test vectors use, and no service does. */
export const vectorPepper = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

/** Published test vectors of the second hash: what the service stores of `value`, under {@link vectorPepper}. */
export const vectors = [
  {
    category: 'census',
    field: 'userId',
    value: 'e296d735-4f36-8e18-bc3b-52e1a02a0164',
    hashed: 'candor:user:e296d735-4f36-8e18-bc3b-52e1a02a0164',
    stored: '37fe1030-273c-8df1-8144-43cda53611ad',
  },
  {
    category: 'error',
    field: 'userId',
    value: 'amosmarble',
    hashed: 'error:user:amosmarble',
    stored: '531ac8b9-23f2-8f53-8522-180351b1205d',
  },
  {
    category: 'error',
    field: 'userId',
    value: 'AmosMarble',
    hashed: 'error:user:amosmarble',
    stored: '531ac8b9-23f2-8f53-8522-180351b1205d',
  },
  {
    category: 'error',
    field: 'userId',
    value: 'Zoë@contoso.com',
    hashed: 'error:user:zoë@contoso.com',
    stored: 'e46a0348-1c6c-814e-a94b-043f09d4ada9',
  },
] as const;
