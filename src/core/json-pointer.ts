/** RFC 6901 JSON Pointers: `/tags/3`, `/cardData/base_model`, with `~0` for `~` and `~1` for `/`. */

export function encodePointer(tokens: readonly (string | number)[]): string {
  let pointer = '';
  for (const token of tokens) pointer += `/${typeof token === 'number' ? token : encodeToken(token)}`;
  return pointer;
}

function encodeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** The tokens of a pointer; undefined when it is not one (no leading `/`, or a `~` followed by neither 0 nor 1). */
export function decodePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** An array index as RFC 6901 spells it: no sign, no leading zero; undefined for anything else, `-` too. */
export function arrayIndex(token: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,14})$/.test(token) ? Number(token) : undefined;
}

/** What stands at the pointer in a parsed value; undefined when nothing does. Own properties only, `__proto__` included. */
export function resolvePointer(value: unknown, pointer: string): unknown {
  const tokens = decodePointer(pointer);
  if (tokens === undefined) return undefined;
  let current = value;
  for (const token of tokens) {
    if (typeof current !== 'object' || current === null) return undefined;
    if (Array.isArray(current)) {
      const index = arrayIndex(token);
      if (index === undefined) return undefined;
      current = current[index] as unknown;
    } else {
      current = Object.getOwnPropertyDescriptor(current, token)?.value as unknown;
    }
  }
  return current;
}
