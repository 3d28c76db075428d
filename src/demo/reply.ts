/** An answer of the sample before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export function jsonReply(body: string): Reply {
  return { status: 200, body };
}

/** A refusal as the Hub words it: in the body and in headers. */
export function refusal(status: number, message: string, code: string): Reply {
  return {
    status,
    headers: { 'x-error-code': code, 'x-error-message': message },
    body: JSON.stringify({ error: message }),
  };
}

/** Missing or private: to a reader without a token the Hub does not say which. */
export const repoNotFound: Reply = refusal(401, 'Invalid username or password.', 'RepoNotFound');

/** The same thing elsewhere: under a new name (307), or on the host of large files (302). */
export function moved(status: 302 | 307, location: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const words = status === 307 ? 'Temporary Redirect' : 'Found';
  return {
    status,
    headers: { ...headers, location, 'content-type': 'text/plain; charset=utf-8' },
    body: `${words}. Redirecting to ${location}`,
  };
}
