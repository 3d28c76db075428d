import { Place } from '../place.ts';
import type { CardField, CardFields } from './card-fields.ts';

/** A field of a card and what is below it. */
export function placeOfField(fields: CardFields, { key, value }: CardField): Place {
  return new Place(value, (path) => fields.pointer(key, ...path));
}
