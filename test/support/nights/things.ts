/** The bytes of a file; of a large one only its head is real, the rest is zeros that nobody keeps. */
export type FileContent = string | Buffer | VirtualFile;

export interface VirtualFile {
  readonly head: Buffer;
  /** Whole size in bytes. */
  readonly size: number;
}

export type Relation = 'finetune' | 'adapter' | 'quantized' | 'merge';
/** How a thing that exists refuses to be seen. */
export type Absence = 'private' | 'disabled' | 'legal';
export type Gate = false | 'auto' | 'manual';

/** A model as its author and the Hub made it. Everything has a default but its name. */
export interface ModelDef {
  readonly id: string;
  /** ISO 8601; by default in the order of definition, before its first night. */
  readonly created?: string;
  /** Front matter of the card; the Hub's `cardData`. */
  readonly front?: Readonly<Record<string, unknown>>;
  readonly body?: string;
  /** The README as it stands, instead of front matter and body; `null`: there is none. */
  readonly readme?: string | Buffer | null;
  /** Tags beside those the Hub derives from the card. */
  readonly tags?: readonly string[];
  /** What the Hub says of the bases, in `baseModels` and tags. */
  readonly base?: { readonly relation: Relation; readonly ids: readonly string[] };
  /** Files beside `.gitattributes` and `README.md`. */
  readonly files?: Readonly<Record<string, FileContent>>;
  readonly gated?: Gate;
  readonly absence?: Absence;
  /** Keys of the row, over what is derived. */
  readonly row?: Readonly<Record<string, unknown>>;
}

export interface DatasetDef {
  readonly id: string;
  readonly created?: string;
  readonly front?: Readonly<Record<string, unknown>>;
  readonly description?: string;
  readonly citation?: string | null;
  /** The answer of `/croissant`; without it 404. */
  readonly croissant?: unknown;
  readonly files?: Readonly<Record<string, FileContent>>;
  readonly gated?: Gate;
  readonly absence?: Absence;
  readonly row?: Readonly<Record<string, unknown>>;
}

export interface PaperDef {
  /** Without version. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly (string | { readonly name: string; readonly affiliation: string })[];
  readonly summary?: string;
  /** ISO 8601 without fractions of a second. */
  readonly published?: string;
  readonly updated?: string;
  /** The newest version; 1 by default. */
  readonly version?: number;
  readonly categories?: readonly string[];
  readonly comment?: string;
  readonly journal?: string;
  /** DOI of the publisher. */
  readonly doi?: string;
}

export interface AccountDef {
  readonly name: string;
  readonly kind: 'user' | 'org';
  readonly fullname?: string;
}

/** A row of the frozen leaderboard: column to value. */
export type LeaderboardRow = Readonly<Record<string, string | number | boolean | null>>;
