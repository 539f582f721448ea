import { hash } from 'node:crypto';

const xored = (key: Buffer, byte: number): Buffer => {
  const block = Buffer.alloc(64);
  key.copy(block);
  return block.map((value) => value ^ byte) as Buffer;
};

/** HMAC-SHA-256 (RFC 2104) under a key of at most 64 bytes, with the key's two blocks made once. */
export function createMac(key: Buffer): (text: string) => Buffer {
  const inner = xored(key, 0x36);
  const outer = xored(key, 0x5c);
  return (text) => {
    const first = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
    return hash('sha256', Buffer.concat([outer, first]), 'buffer');
  };
}
