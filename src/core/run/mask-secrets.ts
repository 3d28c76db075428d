/** Two letters, an underscore and the token itself: what the Hub's tokens look like. Shorter words are names. */
const tokenStart = Buffer.from('hf_');
const shortestToken = 20;
const star = 0x2a;
/** Shorter values would tear harmless words apart, and no real token is that short. */
const shortestSecret = 8;

/** Takes secrets out of what is about to be stored. */
export interface SecretMask {
  /** The bytes with every secret replaced by as many `*`, and how many there were; the very same bytes when there were none. */
  bytes(body: Buffer): { readonly bytes: Buffer; readonly masked: number };
  text(text: string): string;
}

/**
 * Masks the given values, and whatever looks like an access token of the Hub: people leave theirs in public cards, and a run
 * folder may be published. Lengths do not change, so JSON stays JSON and places stay places.
 */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const needles = secrets.filter((secret) => secret.length >= shortestSecret).map((secret) => Buffer.from(secret));
  const bytes = (body: Buffer): { bytes: Buffer; masked: number } => {
    const places = [...tokensIn(body), ...needles.flatMap((needle) => placesOf(body, needle))];
    if (places.length === 0) return { bytes: body, masked: 0 };
    const copy = Buffer.from(body);
    for (const [from, to] of places) copy.fill(star, from, to);
    return { bytes: copy, masked: places.length };
  };
  return {
    bytes,
    text: (text) => {
      const found = bytes(Buffer.from(text));
      return found.masked === 0 ? text : found.bytes.toString();
    },
  };
}

function placesOf(body: Buffer, needle: Buffer): [number, number][] {
  const places: [number, number][] = [];
  for (let at = body.indexOf(needle); at >= 0; at = body.indexOf(needle, at + needle.length))
    places.push([at, at + needle.length]);
  return places;
}

/** The part behind `hf_` of each token. */
function tokensIn(body: Buffer): [number, number][] {
  const places: [number, number][] = [];
  for (let at = body.indexOf(tokenStart); at >= 0; at = body.indexOf(tokenStart, at + tokenStart.length)) {
    const from = at + tokenStart.length;
    let to = from;
    while (isAlphanumeric(body[to])) to += 1;
    if (to - from >= shortestToken && !isAlphanumeric(body[at - 1])) places.push([from, to]);
  }
  return places;
}

function isAlphanumeric(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
