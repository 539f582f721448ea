import { randomInt } from 'node:crypto';
import { KEY_WORDS } from './keys.ts';

const LEAST_PLACES = 1024;
/** The number of whole numbers of 32 bits. */
const NUMBERS = 2 ** 32;

/**
 * On which day each key was seen last, of days told in order: so one pass over days counts the different keys of every
 * window that ends on the day told last. A hash table with open addressing; its hash is drawn anew each time, since a
 * device makes its key itself, and many that share a place would be slow.
 */
export class LastSeen {
  readonly #factors = Int32Array.from({ length: KEY_WORDS }, () => randomInt(NUMBERS) | 1);
  /** How many keys were seen on each day last. */
  readonly #seenOn: number[] = [];
  #bits = Math.log2(LEAST_PLACES);
  #words = new Int32Array(LEAST_PLACES * KEY_WORDS);
  /** The number of the day that a place's key was seen on last, plus one; 0 where no key is. */
  #days = new Int32Array(LEAST_PLACES);
  #size = 0;

  /** @param day its number, which is not below that of any day before. */
  see(day: number, keys: Int32Array): void {
    for (let at = 0; at < keys.length; at += KEY_WORDS) {
      const place = this.#placeOf(keys, at);
      const before = this.#days[place] ?? 0;
      if (before > 0) this.#seenOn[before - 1] = (this.#seenOn[before - 1] ?? 0) - 1;
      this.#seenOn[day] = (this.#seenOn[day] ?? 0) + 1;
      this.#days[place] = day + 1;
      if (before === 0) this.#take(place, keys, at);
    }
  }

  /** How many different keys were seen from a day on. */
  since(day: number): number {
    let sum = 0;
    for (let at = day; at < this.#seenOn.length; at += 1) sum += this.#seenOn[at] ?? 0;
    return sum;
  }

  /** Where a key is, or where it has room. */
  #placeOf(keys: Int32Array, at: number): number {
    const words = this.#words;
    const last = this.#days.length - 1;
    const factors = this.#factors;
    // By index, since this runs millions of times, and taking an array apart costs more than all the rest.
    const mixed =
      Math.imul(keys[at] ?? 0, factors[0] ?? 0) +
      Math.imul(keys[at + 1] ?? 0, factors[1] ?? 0) +
      Math.imul(keys[at + 2] ?? 0, factors[2] ?? 0) +
      Math.imul(keys[at + 3] ?? 0, factors[3] ?? 0);
    let place = (mixed | 0) >>> (32 - this.#bits);
    for (; this.#days[place] !== 0; place = (place + 1) & last) {
      const start = place * KEY_WORDS;
      if (
        words[start] === keys[at] &&
        words[start + 1] === keys[at + 1] &&
        words[start + 2] === keys[at + 2] &&
        words[start + 3] === keys[at + 3]
      )
        break;
    }
    return place;
  }

  #take(place: number, keys: Int32Array, at: number): void {
    for (let word = 0; word < KEY_WORDS; word += 1)
      this.#words[place * KEY_WORDS + word] = keys[at + word] ?? 0;
    this.#size += 1;
    if (this.#size * 2 > this.#days.length) this.#grow();
  }

  #grow(): void {
    const [words, days] = [this.#words, this.#days];
    this.#bits += 1;
    this.#words = new Int32Array(words.length * 2);
    this.#days = new Int32Array(days.length * 2);
    days.forEach((day, old) => {
      if (day === 0) return;
      const place = this.#placeOf(words, old * KEY_WORDS);
      this.#days[place] = day;
      for (let word = 0; word < KEY_WORDS; word += 1)
        this.#words[place * KEY_WORDS + word] = words[old * KEY_WORDS + word] ?? 0;
    });
  }
}
