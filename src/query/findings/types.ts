/** What is looked for, in the order in which it is told. */
export const findingKinds = [
  'doubtful-parent',
  'look-alike-owner',
  'self-reported-score',
  'hidden-characters',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something that a reader should look at before trusting it. It is nobody's fault by itself. */
export interface Finding {
  readonly kind: FindingKind;
  /** Id of what it is about. */
  readonly subject: string;
  /** Account that publishes it, by id, where one is known. */
  readonly owner: string | null;
  /** Id of what it claims, or is like. */
  readonly object: string | null;
  /** One sentence: who says what, and what does not fit. */
  readonly claim: string;
  /** What the sentence rests on, in figures. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** Of the claim, where it stands in a record. */
  readonly method: string | null;
  readonly confidence: number | null;
  readonly record: string | null;
  readonly pointer: string | null;
}

export interface FindingOptions {
  readonly signal?: AbortSignal | undefined;
}
