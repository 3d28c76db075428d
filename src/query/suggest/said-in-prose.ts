import type { EntityLine, Evidence } from '../../../ontology/entity.ts';
import { rangeAt } from '../../core/locate.ts';

/** A model the card's prose links to in words that say it is the base. */
export interface SaidInProse {
  /** IRI of the model that is named. */
  readonly base: string;
  readonly evidence: Evidence;
  /** The words, from the sentence's beginning to the end of the link. */
  readonly words: string;
}

/** `a fine-tuned version of …`, `quantized from …`, `LoRA adapter for …`, `based on …`, behind which the link follows. */
const saysBase =
  /\b(?:fine-?tun\w*|quanti[sz]\w*|adapters?|lora|merged?|derived|distilled|converted|continued|based)\b[^\n.!?]{0,60}\b(?:from|of|on|for)\b[^\n.!?]{0,30}$/i;
const longestLead = 160;
const longestWords = 200;

/** Only where one model alone is named so: with several, nobody can say which is the base. */
export function saidInProse(card: EntityLine, bytes: Buffer): SaidInProse | undefined {
  const found = card.evidence.flatMap((evidence) => {
    const range = evidence.property === 'mentions' ? rangeAt(bytes, evidence.pointer) : undefined;
    if (range === undefined) return [];
    const before = bytes.subarray(Math.max(0, range.offset - longestLead), range.offset).toString('utf8');
    if (!saysBase.test(before)) return [];
    const sentence = /[^\n.!?]*$/.exec(before)?.[0] ?? '';
    const link = bytes.subarray(range.offset, range.offset + range.length).toString('utf8');
    return [{ base: String(evidence.value), evidence, words: (sentence + link).trim().slice(0, longestWords) }];
  });
  return new Set(found.map(({ base }) => base)).size === 1 ? found[0] : undefined;
}
