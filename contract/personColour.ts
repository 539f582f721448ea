/** Of the circle beside a name, as Fluent's Avatar has them. */
export const PERSON_COLOURS = 30;

/**
 * The colour of somebody, the same in every window: as Fluent's Avatar picks one, so that a pool can say the colour of
 * who is in a meeting without their address.
 * @param id their address, as conversations are kept by; their name where no more is known of them.
 * @returns which of the colours, from 0.
 */
export function personColour(id: string): number {
  const bits = Array.from({ length: id.length }, (_, at) => {
    const [code, shift] = [id.charCodeAt(at), at % 8];
    return (code << shift) + (code >> (8 - shift));
  });
  return bits.reduce((sum, next) => sum ^ next, 0) % PERSON_COLOURS;
}
