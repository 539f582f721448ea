import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normalAccount, userDomain, uuidV8 } from './pseudonym.ts';

describe('normalAccount', () => {
  it.each([
    ['amosmarble', 'amosmarble'],
    ['AMOSMARBLE', 'amosmarble'],
    ['ＡmosMarble', 'amosmarble'],
    ['ﬁona', 'fiona'],
    ['Ame\u0301lie', 'am\u00e9lie'],
    ['\u212Aelvin', 'kelvin'],
  ])('writes %s as %s', (account, normal) => {
    expect(normalAccount(account)).toBe(normal);
  });
});

describe('uuidV8', () => {
  it('writes the hash of an account as this vector says', () => {
    const hash = createHash('sha256').update(`${userDomain}amosmarble`, 'utf8').digest();
    expect(userDomain).toBe('candor:user:');
    expect(uuidV8(hash)).toBe('270b4476-2181-8bc5-8fb7-57ff73fa3ab5');
  });

  it('keeps all bits of the hash but the six of version and variant', () => {
    for (let round = 0; round < 256; round += 1) {
      const hash = createHash('sha256').update(String(round)).digest();
      const uuid = uuidV8(hash);
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const back = Buffer.from(uuid.replaceAll('-', ''), 'hex');
      expect(back[6]! & 0x0f).toBe(hash[6]! & 0x0f);
      expect(back[8]! & 0x3f).toBe(hash[8]! & 0x3f);
      for (const place of [0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 13, 14, 15])
        expect(back[place]).toBe(hash[place]);
    }
  });

  it('leaves the hash as it was', () => {
    const hash = new Uint8Array(32).fill(0xff);
    uuidV8(hash);
    expect(hash.every((byte) => byte === 0xff)).toBe(true);
  });
});
