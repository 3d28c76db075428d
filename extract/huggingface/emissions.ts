/** Emissions of training as a card states them, in grams: the unit that the Hub's documentation gives to plain numbers. */
export interface Emissions {
  readonly grams: number;
  /** The words they were read from, where they were no plain number. */
  readonly raw?: string;
}

const longest = 200;
const amount = String.raw`(\d{1,15}(?:\.\d{1,30})?(?:e[+-]?\d{1,2})?)`;
const unit = String.raw`(kg|kgs|kilograms?|g|gr|grams?|t|tons?|tonnes?)`;
const gas = String.raw`(?: ?(?:of )?(?:co2|co₂)(?: ?-? ?(?:eq|e|equivalents?)\.?)?| ?eq\.? ?(?:co2|co₂))?`;
/** `0.1069 Kg`, `28.53 in grams of CO2`, `12 gCO2eq`, `3 kg CO2 eq.`, `17.4`. */
const written = new RegExp(`^${amount}(?: ?(?:in )?${unit}${gas}(?: emitted)?\\.?)?$`, 'i');

/** Undefined for anything but one amount with at most its unit: then it is not known what was emitted. */
export function readEmissions(stated: unknown): Emissions | undefined {
  if (typeof stated === 'number') return Number.isFinite(stated) && stated >= 0 ? { grams: stated + 0 } : undefined;
  if (typeof stated !== 'string' || stated.length > longest) return undefined;
  const match = written.exec(stated.trim().replaceAll(/\s+/g, ' '));
  if (match === null) return undefined;
  const [, digits = '', word = 'g'] = match;
  const grams = shifted(digits, exponentOf(word.toLowerCase()));
  return Number.isFinite(grams) ? { grams, raw: stated } : undefined;
}

function exponentOf(word: string): number {
  if (word.startsWith('k')) return 3;
  return word.startsWith('t') ? 6 : 0;
}

/** By the digits and not by multiplication: 0.1069 kg are 106.9 g. */
function shifted(digits: string, exponent: number): number {
  const [mantissa = '', power = '0'] = digits.toLowerCase().split('e');
  return Number(`${mantissa}e${Number(power) + exponent}`);
}
