import fc from 'fast-check';

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    0.1,
    '',
    ' ',
    '\u0000',
    '\uD800',
    '{}',
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom<unknown>(
    '2026-02-30',
    'NaN',
    '9'.repeat(30),
    '../../x',
    'http://[',
    'javascript:alert(1)',
    'x'.repeat(5000),
  ),
  fc.constantFrom<unknown>({ __proto__: null, constructor: { prototype: 1 } }, [1, 'a', null, { a: [{}] }]),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** A value like this one with a few places changed for something else, left out, doubled, or put into a list. */
export function mutatedJson(value: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), fc.constantFrom('replace', 'drop', 'list', 'double'), junk);
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let changed: unknown = structuredClone(value);
    for (const [choice, how, instead] of changes) {
      const places = placesOf(changed);
      const place = places[choice % places.length];
      changed = place === undefined ? structuredClone(instead) : put(changed, place, how, structuredClone(instead));
    }
    return changed;
  });
}

/** Bytes like these: cut, with pieces exchanged, doubled, or with other bytes among them. */
export function mutatedBytes(bytes: Buffer): fc.Arbitrary<Buffer> {
  const at = fc.nat({ max: Math.max(0, bytes.length) });
  const other = fc.oneof(
    fc.uint8Array({ maxLength: 8 }).map((part) => Buffer.from(part)),
    fc
      .constantFrom(']]>', '<a>', '</a>', '&x;', '<!DOCTYPE a>', '---\n', '"', '\u00ff', '&#0;', '{')
      .map((text) => Buffer.from(text)),
  );
  return fc.array(fc.tuple(at, at, other), { minLength: 1, maxLength: 3 }).map((changes) => {
    let changed = bytes;
    for (const [one, another, part] of changes) {
      const [from, to] = one < another ? [one, another] : [another, one];
      const isShort = to - from < 64;
      changed = Buffer.concat([changed.subarray(0, from), part, changed.subarray(isShort ? to : from)]);
    }
    return changed;
  });
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, place: Place = [], found: Place[] = []): Place[] {
  if (found.length > 3000) return found;
  found.push(place);
  if (Array.isArray(value)) value.forEach((item, index) => placesOf(item, [...place, index], found));
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) placesOf(item, [...place, key], found);
  return found;
}

function put(value: unknown, place: Place, how: string, instead: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return how === 'list' ? [value] : how === 'double' ? [value, value] : instead;
  const holder = value as Record<string | number, unknown>;
  if (rest.length > 0) holder[key] = put(holder[key], rest, how, instead);
  else if (how === 'drop') delete holder[key];
  else holder[key] = how === 'list' ? [holder[key]] : how === 'double' ? [holder[key], holder[key]] : instead;
  return value;
}
