export interface Neo4jAddress {
  readonly uri: string;
  readonly user?: string;
  readonly password?: string;
  /** None: the server's home database. */
  readonly database?: string;
}

/** Scheme, host and port: what may be shown. */
export function serverOf(uri: string): string {
  return uri.replace(/^([a-z0-9+]+:\/\/)(?:[^/@]*@)?([^/?#]*).*$/i, '$1$2');
}
