import type { MapInput } from '../../extract/source.ts';
import { fileUrl } from '../../extract/huggingface/file-url.ts';
import { mapInput } from './map-input.ts';

/** A README of a model as the pipeline hands it to the mapper. */
export function cardInput(card: Buffer | string, id = 'acme/notes-1b'): MapInput {
  const bytes = typeof card === 'string' ? Buffer.from(card) : card;
  const url = fileUrl('https://huggingface.co', { kind: 'model', id, revision: 'main', path: 'README.md' });
  const { line } = mapInput('{}', url);
  return {
    resource: 'hf_model_cards',
    value: bytes.toString('utf8'),
    bytes,
    line: {
      ...line,
      resource: 'hf_model_cards',
      mediaType: 'text/plain',
      file: 'hf_model_cards.bin',
      bytes: bytes.length,
    },
  };
}
