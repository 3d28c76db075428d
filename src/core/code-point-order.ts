/**
 * Order of strings by Unicode code point, which is the order of their UTF-8 bytes and what both graph engines use in
 * `ORDER BY`. JavaScript's own `<` compares UTF-16 units and puts U+FF21 behind emoji.
 */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters behind U+FFFF. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Compares by several keys, in order; strings by code point. */
export function compareBy<T>(...keys: readonly ((item: T) => string | number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const left = key(a);
      const right = key(b);
      const order =
        typeof left === 'number' && typeof right === 'number' ? left - right : byCodePoint(String(left), String(right));
      if (order !== 0) return order;
    }
    return 0;
  };
}
