/** The colours of the circle beside a name, as Fluent's Avatar has them. */
export const PERSON_COLOURS = 30;

/**
 * A person's colour, the same in every window; chosen as Fluent's Avatar does, so that a pool can state the colour of
 * someone in a meeting without their address.
 * @param id their address, as conversations are keyed; their name if no more is known.
 * @returns the index of the colour, from 0.
 */
export function personColour(id: string): number {
  const bits = Array.from({ length: id.length }, (_, at) => {
    const [code, shift] = [id.charCodeAt(at), at % 8];
    return (code << shift) + (code >> (8 - shift));
  });
  return bits.reduce((sum, next) => sum ^ next, 0) % PERSON_COLOURS;
}
