/** What a server says about its quota, in `RateLimit` and `RateLimit-Policy` (IETF httpapi draft, as the Hub sends them). */
export interface RateLimit {
  /** Name of the bucket the request was counted in: `api`, `resolvers`, `pages` …; empty when unnamed. */
  readonly bucket: string;
  /** Requests left in this window. */
  readonly remaining: number;
  /** Seconds until the window ends; undefined when not said or absurd. */
  readonly resetSeconds: number | undefined;
  /** Requests per window, from the policy of the same bucket. */
  readonly quota: number | undefined;
  /** Length of the window in seconds, from the policy of the same bucket. */
  readonly windowSeconds: number | undefined;
}

/** No quota window is longer than a day; a header that says so is taken for a mistake. */
export const longestBelievableSeconds = 86_400;

interface Item {
  readonly names: readonly string[];
  readonly parameters: ReadonlyMap<string, string>;
}

// Bounded, so that a hostile header costs nothing.
const longestHeader = 2_000;
const part = /"((?:[^"\\]|\\.)*)"|([^;,"]+)|([;,])/g;

/** A structured-field list, read leniently: items by `,`, parts by `;`, a part is a "name" or key=value. */
function itemsOf(header: string): readonly Item[] {
  const items: { names: string[]; parameters: Map<string, string> }[] = [];
  let item: { names: string[]; parameters: Map<string, string> } | undefined;
  for (const [, quoted, bare, separator] of header.slice(0, longestHeader).matchAll(part)) {
    if (separator === ',') item = undefined;
    if (separator !== undefined) continue;
    if (item === undefined) {
      item = { names: [], parameters: new Map() };
      items.push(item);
    }
    if (quoted !== undefined) item.names.push(quoted.replace(/\\(.)/g, '$1'));
    else if (bare !== undefined && bare.includes('=')) {
      const at = bare.indexOf('=');
      item.parameters.set(bare.slice(0, at).trim().toLowerCase(), bare.slice(at + 1).trim());
    } else if (bare !== undefined && bare.trim() !== '') item.names.push(bare.trim());
  }
  return items;
}

function count(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}

function seconds(text: string | undefined): number | undefined {
  const value = count(text);
  return value === undefined || value > longestBelievableSeconds ? undefined : value;
}

/**
 * Reads `RateLimit: "api";r=497;t=168` with `RateLimit-Policy: "fixed window";"api";q=500;w=300`.
 * Several items: the one with the fewest requests left rules. Total: anything unreadable gives undefined.
 */
export function parseRateLimit(rateLimit: string | undefined, policy?: string): RateLimit | undefined {
  if (rateLimit === undefined) return undefined;
  const policies = policy === undefined ? [] : itemsOf(policy);
  let tightest: RateLimit | undefined;
  for (const item of itemsOf(rateLimit)) {
    const remaining = count(item.parameters.get('r'));
    if (remaining === undefined || (tightest !== undefined && tightest.remaining <= remaining)) continue;
    const bucket = item.names.at(-1) ?? '';
    const rule =
      policies.find((candidate) => candidate.names.includes(bucket)) ??
      (policies.length === 1 ? policies[0] : undefined);
    tightest = {
      bucket,
      remaining,
      resetSeconds: seconds(item.parameters.get('t')),
      quota: count(rule?.parameters.get('q')),
      windowSeconds: seconds(rule?.parameters.get('w')),
    };
  }
  return tightest;
}
