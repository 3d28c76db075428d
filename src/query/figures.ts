import type { NodeFacts } from './node-facts.ts';

const steps = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** `27356728320` → `27.4B`; for people only. */
export function shortCount(count: number): string {
  // Rounding must not give 1000K.
  const step = steps.find(([size]) => count >= size * 0.9995);
  if (step === undefined) return String(count);
  const value = count / step[0];
  return `${value >= 99.95 ? Math.round(value) : Number(value.toFixed(1))}${step[1]}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `16400000000` → `16.4 GB`, by thousands; for people only. */
export function shortBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 99.95 || unit === 0 ? Math.round(value) : Number(value.toFixed(1))} ${units[unit]}`;
}

/** `spdx:Apache-2.0` → `Apache-2.0`, `license:hf/gemma` → `gemma`; one of the model's own is `other`. */
export function shortLicense(id: string): string {
  return id.startsWith('license:hf/other/') ? 'other' : id.replace(/^[a-z]+:(?:hf\/)?/, '');
}

/** Parameters, else bytes of the weights; absent: neither is known. */
export function sizeWords({ parameterCount, weightsSize }: Partial<NodeFacts>): string | undefined {
  if (typeof parameterCount === 'number') return `${shortCount(parameterCount)} parameters`;
  return typeof weightsSize === 'number' ? shortBytes(weightsSize) : undefined;
}

/** The licences by short name; of what is described and states none, that. Absent: it was not asked for. */
export function licenseWords({
  licenses,
  resolved,
}: Partial<NodeFacts> & { readonly resolved: boolean }): string | undefined {
  if (licenses === undefined) return undefined;
  if (licenses.length > 0) return licenses.map(shortLicense).join(' + ');
  return resolved ? 'no licence stated' : undefined;
}

/** What is said of a thing beside its name: licence, size, downloads. */
export function factWords(thing: Partial<NodeFacts> & { readonly resolved: boolean }): readonly string[] {
  const { downloads } = thing;
  const words = [
    licenseWords(thing),
    sizeWords(thing),
    typeof downloads === 'number' ? `${shortCount(downloads)} downloads` : undefined,
  ];
  return words.filter((word) => word !== undefined);
}
