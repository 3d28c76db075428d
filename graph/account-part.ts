/** Whose account: a source, and the resource of it that tells. Accounts of two parts of one thing stand side by side. */
export interface AccountPart {
  readonly source: string;
  readonly resource: string;
}

export function isSamePart(a: AccountPart, b: AccountPart): boolean {
  return a.source === b.source && a.resource === b.resource;
}

export function partKey({ source, resource }: AccountPart): string {
  return `${source} ${resource}`;
}
