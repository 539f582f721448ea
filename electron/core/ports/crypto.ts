export interface Random {
  bytes(count: number): Uint8Array;
  /** A number from 0 up to 1. */
  unit(): number;
}

/** @returns SHA-256: 32 bytes. */
export type Sha256 = (input: string | Uint8Array) => Uint8Array;

/** Whether a signature in base64 is Ed25519 over the text's UTF-8. @param x the public key, in base64url. */
export type VerifySignature = (x: string, message: string, signature: string) => boolean;
