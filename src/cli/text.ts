/**
 * C0 and C1 controls (escape sequences with them), the other line ends, and the twelve marks by which Unicode reorders
 * text; line feed and tab stay.
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from elsewhere, made safe for a terminal: nothing in it can move the cursor, change colours or reverse the line. */
export function safe(text: string): string {
  return text.replaceAll(unsafe, '\uFFFD');
}

const signs: Readonly<Record<string, string>> = {
  '—': '-',
  '–': '-',
  '…': '...',
  '→': '->',
  ' · ': ', ',
  '’': "'",
  '●': '*',
  '≠': '!=',
};

/** Our own signs as a terminal without Unicode can show them; names of others stay as they are. */
export function plainSigns(text: string): string {
  return Object.entries(signs).reduce((plain, [sign, word]) => plain.replaceAll(sign, word), text);
}

/** On one line, safe. */
export function oneLine(text: string): string {
  return safe(text.replaceAll(/[\n\t]+/g, ' '));
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Columns a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : /\p{Mark}/u.test(character) ? 0 : 1;
  return columns;
}

/** Cut to `width` columns, with `…` when something was cut. */
export function cut(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let kept = '';
  let columns = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** `1234567` → `1,234,567`: for people only. */
export function grouped(count: number | bigint): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** `1.2 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
