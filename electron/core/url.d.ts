/**
 * The URL Standard's class (https://url.spec.whatwg.org), which Node and browsers have but ECMAScript's own library
 * does not declare.
 */
declare class URL {
  constructor(url: string);
  static parse(url: string): URL | null;
  readonly href: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  readonly search: string;
  readonly hash: string;
}
