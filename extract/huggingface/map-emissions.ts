import { cardWitness } from './card-witness.ts';
import { readEmissions } from './emissions.ts';
import type { ModelRecord } from './model-record.ts';
import { type Place } from '../place.ts';
import { placeOfField } from './place.ts';

/** What a card says beside the figure, and how it is called here. */
const circumstances: readonly (readonly [string, string])[] = [
  ['source', 'co2Source'],
  ['training_type', 'trainingType'],
  ['geographical_location', 'trainingLocation'],
  ['hardware_used', 'trainingHardware'],
];

/** `co2_eq_emissions`: a figure, or `{ emissions, source, training_type, geographical_location, hardware_used }`. */
export function mapEmissions(record: ModelRecord): void {
  const field = record.card.field('co2_eq_emissions');
  if (field === undefined) return;
  const place = placeOfField(record.card, field);
  const parts = place.members();
  sayEmissions(record, parts.length === 0 ? place : place.at('emissions'));
  for (const [key, property] of parts.length === 0 ? [] : circumstances) {
    const { value, pointer } = place.at(key);
    if (typeof value === 'string' && value.trim() !== '' && !/^n\/?a$/i.test(value.trim())) {
      record.say(property, value, cardWitness({ value, pointer }));
    } else if (value !== undefined && value !== null && typeof value !== 'string') {
      record.issues.wrongShape('a text', pointer, value);
    }
  }
}

function sayEmissions(record: ModelRecord, place: Place): void {
  if (place.isEmpty || place.value === '') return;
  const { value, pointer } = place;
  const read = readEmissions(value);
  if (read === undefined) {
    record.issues.warn('unreadable-emissions', 'no amount of CO2 is written so', pointer, value);
    return;
  }
  const witness = { ...cardWitness({ value, pointer }), literal: read.raw ?? String(read.grams) };
  record.say('co2Equivalent', read.grams, read.raw === undefined ? cardWitness({ value, pointer }) : witness);
  record.say('hasCO2eEmissions', `${read.grams} g CO2eq`, witness);
}
