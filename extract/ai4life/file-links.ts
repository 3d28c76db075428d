import type { Place } from '../place.ts';

/** A member of a description that names a file. */
export interface FileLink {
  readonly role: string;
  readonly text: string;
  readonly pointer: string;
}

const tensors = ['test_inputs', 'test_outputs', 'sample_inputs', 'sample_outputs'] as const;

/** All files that a description names, in 0.4 and 0.5 alike; where they lie is not asked. */
export function fileLinksOf(manifest: Place): readonly FileLink[] {
  const found: FileLink[] = [];
  const add = (role: string, place: Place): void => {
    const file = sourceOf(place);
    if (typeof file.value !== 'string' || file.value.trim() === '') return;
    found.push({ role, text: file.value, pointer: file.pointer });
  };
  for (const cover of manifest.at('covers').elements()) add('covers', cover);
  add('documentation', manifest.at('documentation'));
  if (isIconFile(manifest.at('icon').value)) add('icon', manifest.at('icon'));
  if (typeof manifest.at('license').value === 'object') add('license', manifest.at('license'));
  for (const place of attachmentsOf(manifest)) add('attachments', place);
  for (const [, weights] of manifest.at('weights').members()) {
    add('weights', weights.at('source'));
    add('weights', weights.at('architecture').at('source'));
    add('weights', weights.at('dependencies').at('source'));
  }
  for (const role of tensors) for (const place of manifest.at(role).elements()) add(role, place);
  for (const side of ['inputs', 'outputs'] as const) {
    for (const tensor of manifest.at(side).elements()) {
      add('test_tensor', tensor.at('test_tensor'));
      add('sample_tensor', tensor.at('sample_tensor'));
    }
  }
  return found;
}

/** A file is named by a text, or by an object whose `source` is one. */
export function sourceOf(place: Place): Place {
  return typeof place.value === 'object' ? place.at('source') : place;
}

/** A list of files in 0.5, `files` of an object in 0.4. */
export function attachmentsOf(manifest: Place): readonly Place[] {
  const held = manifest.at('attachments');
  return Array.isArray(held.value) ? held.elements() : held.at('files').elements();
}

/** An icon may be a sign instead of a file. */
export function isIconFile(icon: unknown): boolean {
  return typeof icon === 'object' || (typeof icon === 'string' && /[./]/.test(icon));
}
