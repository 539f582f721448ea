import { hash } from 'node:crypto';

/*
 * Those who are counted once, devices or people, as keys of 16 bytes beside each other: so many of them are read and
 * counted in milliseconds. A pseudonym is a UUID, and its own key; of any other text, it is the start of its SHA-256.
 */

const KEY_BYTES = 16;
/** How many words of 32 bits a key has. */
export const KEY_WORDS = KEY_BYTES / 4;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The keys of names, in their order. */
export function packKeys(names: readonly string[]): Buffer {
  const keys = Buffer.allocUnsafe(names.length * KEY_BYTES);
  names.forEach((name, index) => {
    const hex = uuid.test(name)
      ? name.replaceAll('-', '')
      : hash('sha256', name).slice(0, 2 * KEY_BYTES);
    keys.write(hex, index * KEY_BYTES, 'hex');
  });
  return keys;
}

/** Packed keys as words of the machine's order, to be compared with one another alone. */
export function wordsOf(keys: Uint8Array): Int32Array {
  const aligned = keys.byteOffset % 4 === 0 ? keys : Uint8Array.from(keys);
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

const LEAST_PLACES = 64;

/** Different keys: a hash table with open addressing, whose hash is a key's own first bits. */
export class KeySet {
  #words = new Int32Array(LEAST_PLACES * KEY_WORDS);
  /** Which places are taken: those that have the number of this round. */
  #taken = new Int32Array(LEAST_PLACES);
  #round = 1;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#round += 1;
    this.#size = 0;
  }

  /** Adds the keys of a range of words. */
  add(keys: Int32Array, from = 0, to = keys.length): void {
    for (let at = from; at < to; at += KEY_WORDS) this.#addOne(keys, at);
  }

  #addOne(keys: Int32Array, at: number): void {
    const words = this.#words;
    const [taken, round, last] = [this.#taken, this.#round, this.#taken.length - 1];
    let place = (keys[at] ?? 0) & last;
    for (; taken[place] === round; place = (place + 1) & last) {
      const start = place * KEY_WORDS;
      if (
        words[start] === keys[at] &&
        words[start + 1] === keys[at + 1] &&
        words[start + 2] === keys[at + 2] &&
        words[start + 3] === keys[at + 3]
      )
        return;
    }
    taken[place] = round;
    for (let word = 0; word < KEY_WORDS; word += 1)
      words[place * KEY_WORDS + word] = keys[at + word] ?? 0;
    this.#size += 1;
    if (this.#size * 2 > taken.length) this.#grow();
  }

  #grow(): void {
    const [words, taken, round] = [this.#words, this.#taken, this.#round];
    this.#words = new Int32Array(words.length * 2);
    this.#taken = new Int32Array(taken.length * 2);
    this.#size = 0;
    for (let place = 0; place < taken.length; place += 1)
      if (taken[place] === round) this.#addOne(words, place * KEY_WORDS);
  }
}
