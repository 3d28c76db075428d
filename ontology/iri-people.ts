/** The ORCID iD in a number or an address; undefined when there is none, or its check digit (ISO 7064, mod 11-2) is wrong. */
export function orcidOf(text: string): string | undefined {
  const match = /^(?:https?:\/\/(?:www\.)?orcid\.org\/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3})([\dXx])\/?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [first, second, third, fourth, check] = match.slice(1) as [string, string, string, string, string];
  let total = 0;
  for (const digit of first + second + third + fourth) total = (total + Number(digit)) * 2;
  const wanted = (12 - (total % 11)) % 11;
  const last = wanted === 10 ? 'X' : String(wanted);
  return check.toUpperCase() === last ? `${first}-${second}-${third}-${fourth}${last}` : undefined;
}

/** The ROR id in an id or an address: `0`, six characters of Crockford's base32, two digits. */
export function rorOf(text: string): string | undefined {
  const match = /^(?:(?:https?:\/\/)?(?:www\.)?ror\.org\/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})\/?$/i.exec(text.trim());
  return match?.[1]?.toLowerCase();
}
