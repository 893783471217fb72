// Answers of the stand-in's web, with the errors that GitLab and what stands before it give.

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Thrown where a request can go no further. */
export class Refused extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

export const json = (value: unknown, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

export const message = (status: number, text: unknown): Answer => json({ message: text }, status);

export const html = (body: string, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  body,
});

export const redirect = (location: string, status = 302): Answer =>
  html(`<html><body>You are being <a href="${escapeHtml(location)}">redirected</a>.</body></html>`, status, { Location: location });

export const nothing = (status = 204): Answer => ({ status, headers: {}, body: '' });

export const unauthorized = message(401, '401 Unauthorized');
export const forbidden = (reason?: string): Answer => message(403, reason === undefined ? '403 Forbidden' : `403 Forbidden - ${reason}`);
export const missing = (what?: string): Answer => message(404, what === undefined ? '404 Not found' : `404 ${what} Not Found`);
export const badRequest = (reason: string): Answer => message(400, `400 Bad request - ${reason}`);
/** Grape's, of a field that is missing or wrong. */
export const invalid = (error: string): Answer => json({ error }, 400);
export const noRoute = json({ error: '404 Not Found' }, 404);

export const invalidToken = (why: 'expired' | 'revoked'): Answer =>
  json(
    {
      error: 'invalid_token',
      error_description:
        why === 'expired'
          ? 'Token is expired. You can either do re-authorization or token refresh.'
          : 'Token was revoked. You have to re-authorize from the user.',
    },
    401,
    { 'WWW-Authenticate': `Bearer realm="Protected by OAuth 2.0", error="invalid_token", error_description="Token is ${why}."` },
  );

export const insufficientScope = (scope: string): Answer =>
  json(
    {
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token.',
      scope,
    },
    403,
  );

export const escapeHtml = (raw: string): string =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const page = (title: string, body: string, status = 200): Answer =>
  html(
    `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escapeHtml(title)} · GitLab</title></head>\n<body>\n${body}\n</body>\n</html>\n`,
    status,
  );

/** What nginx and GitLab's Workhorse say when nobody behind them answers. */
export const errorPage = (status: 500 | 502 | 503 | 504): Answer =>
  page(
    status === 503 ? 'GitLab is not responding' : `Whoops, something went wrong on our end (${status})`,
    `<h1>${status}</h1>\n<h3>${status === 503 ? 'Deploy in progress' : 'Whoops, GitLab is taking too much time to respond.'}</h3>\n<p>Try refreshing the page, or going back and attempting the action again.</p>`,
    status,
  );
