import { momentOf } from '../core/clock.ts';
import { StemmaError } from '../core/errors.ts';
import { parseDuration, parseShare } from '../core/quantity.ts';
import type { SettingRow } from './settings.ts';

const yes = new Set(['true', '1', 'yes', 'on']);
const no = new Set(['false', '0', 'no', 'off']);
const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function refuse(row: SettingRow, from: string, text: string, wanted: string): never {
  const shown = row.secret === true ? '' : `: ${JSON.stringify(text.slice(0, 200))}`;
  throw new StemmaError('STEMMA_CONFIG', `${from} is not ${wanted}${shown}`, {
    hint: row.doc,
    context: { setting: row.key },
  });
}

function orWord(row: SettingRow, wanted: string): string {
  return [wanted, ...(row.words ?? [])].join(' or ');
}

function parseUrl(row: SettingRow, from: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return refuse(row, from, text, 'an http(s) address');
  return text;
}

/**
 * Text of a flag, variable or file → the setting's value: integer → number, boolean → boolean, list → string[], duration →
 * seconds, share → number from 0 to 1, others string.
 * @throws StemmaError STEMMA_CONFIG naming where the text came from
 */
export function parseSetting(row: SettingRow, text: string, from: string): unknown {
  if (row.words?.includes(text.toLowerCase()) === true) return text.toLowerCase();
  switch (row.kind) {
    case 'duration':
      return parseDuration(text) ?? refuse(row, from, text, 'a duration such as 3s, 10m, 1h or 2d');
    case 'share':
      return parseShare(text) ?? refuse(row, from, text, 'a share such as 50%');
    case 'integer': {
      const value = /^\d[\d_]*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
      return Number.isSafeInteger(value) ? value : refuse(row, from, text, orWord(row, 'a whole number'));
    }
    case 'boolean': {
      const word = text.toLowerCase();
      if (yes.has(word)) return true;
      return no.has(word) ? false : refuse(row, from, text, 'true or false');
    }
    case 'url':
      return parseUrl(row, from, text);
    case 'date':
      return isoDate.test(text) && momentOf(text) !== undefined
        ? text
        : refuse(row, from, text, orWord(row, 'an ISO date'));
    case 'list':
      return text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    case 'path':
    case 'string':
      return text;
  }
}
