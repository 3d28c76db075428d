/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  /** JSON unless it is bytes or a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as the routes read it. */
export interface Ask {
  /** With the origin that was asked. */
  readonly url: URL;
  /** Behind the prefix, still encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What stands before the path: the origin and the prefix. */
  readonly base: string;
  readonly prefix: string;
  readonly hasToken: boolean;
}

export function refusal(status: number, message: string, code?: string): Reply {
  return {
    status,
    body: { error: message },
    headers: { 'x-error-message': message, ...(code === undefined ? {} : { 'x-error-code': code }) },
  };
}

/** Missing or private: the Hub does not say which. */
export function repoNotFound({ hasToken }: Ask): Reply {
  return hasToken
    ? refusal(404, 'Repository not found', 'RepoNotFound')
    : refusal(401, 'Invalid username or password.', 'RepoNotFound');
}

/** Renamed: a relative address, the query kept. */
export function moved(location: string): Reply {
  return {
    status: 307,
    body: `Temporary Redirect. Redirecting to ${location}`,
    headers: { location, vary: 'Origin, Accept' },
  };
}

/** The refusal of a repository that is there and may not be seen. */
export function absenceReply(absence: 'private' | 'disabled' | 'legal', ask: Ask): Reply {
  if (absence === 'private') return repoNotFound(ask);
  if (absence === 'disabled') return refusal(403, 'Access to this resource is disabled.');
  return refusal(451, 'Unavailable for legal reasons');
}

/** One part of a path, or a whole one; undefined when its escapes are broken. */
export function decodePath(path: string): string | undefined {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}

export function isBadName(id: string): boolean {
  return /--|\.\./.test(id) || id.slice(id.indexOf('/') + 1).length > 96;
}
