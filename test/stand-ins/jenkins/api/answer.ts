// Answers of the stand-in's web, with the pages that Jenkins and its servlet container write.
import { idsOf, type Permission, type Person } from '../people.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
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

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json;charset=utf-8' },
  body: JSON.stringify(value),
});

export const html = (body: string, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html;charset=utf-8', ...headers },
  body,
});

export const text = (body: string | Uint8Array, headers: Answer['headers'] = {}): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain;charset=utf-8', ...headers },
  body,
});

export const nothing = (status = 200): Answer => ({ status, headers: {}, body: '' });

export const redirect = (location: string, status = 302): Answer => ({ status, headers: { Location: location }, body: '' });

export const escapeHtml = (raw: string): string =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function page(title: string, body: string): string {
  return `<!DOCTYPE html><html><head resURL="/static/1a2b3c4d" data-version="2.541.1"><title>${escapeHtml(title)} [Jenkins]</title></head><body id="jenkins" class="yui-skin-sam"><div id="page-body"><div id="main-panel">${body}</div></div><footer>Jenkins 2.541.1</footer></body></html>`;
}

/** What Jetty writes for `sendError`. */
export function errorPage(status: number, message: string, uri: string): Answer {
  const row = (name: string, value: string) => `<tr><th>${name}:</th><td>${escapeHtml(value)}</td></tr>`;
  return html(
    `<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>\n<title>Error ${status} ${escapeHtml(message)}</title>\n</head>\n<body><h2>HTTP ERROR ${status} ${escapeHtml(message)}</h2>\n<table>\n${row('URI', uri)}\n${row('STATUS', String(status))}\n${row('MESSAGE', message)}\n${row('SERVLET', 'Stapler')}\n</table>\n<hr/><i><small>Powered by Jetty:// 12.0.19</small></i><hr/>\n</body>\n</html>\n`,
    status,
  );
}

export const notFound = (uri: string): Answer => errorPage(404, 'Not Found', uri);

/** What people see of an exception: nothing but a number to look for in Jenkins's own log. */
export const oops = (): Answer =>
  html(
    page(
      'Jenkins',
      '<h1>Oops!</h1><div id="error-description"><h2>A problem occurred while processing the request.</h2><p>Logging ID=5d7f1c3e-0a4b-4c1e-9a55-2f6d1b7a90aa</p></div>',
    ),
    500,
  );

/** `hudson.model.Failure`: a page that says what was wrong. */
export const failure = (message: string): Answer =>
  html(page('Error', `<h1>Error</h1><p>${escapeHtml(message)}</p>`), 400, { 'X-Error': message });

function permissionHeaders(person: Person | undefined, permission: Permission): Answer['headers'] {
  const [own = '', ...implied] = idsOf(permission);
  return {
    'X-You-Are-Authenticated-As': person?.name ?? 'anonymous',
    'X-You-Are-In-Group-Disabled':
      'JENKINS-39402: use -Dhudson.security.AccessDeniedException2.REPORT_GROUP_HEADERS=true or use /whoAmI to diagnose',
    'X-Required-Permission': own,
    'X-Permission-Implied-By': implied,
  };
}

/** `AccessDeniedHandlerImpl` for people, `HudsonAuthenticationEntryPoint` for nobody in particular. */
export function denied(person: Person | undefined, permission: Permission, context: string, uri: string): Answer {
  const headers = permissionHeaders(person, permission);
  if (person !== undefined)
    return html(
      page(
        'Access Denied',
        `<h1>Access Denied</h1><p class="error">${escapeHtml(`${person.name} is missing the ${permission} permission`)}</p>`,
      ),
      403,
      headers,
    );
  const [own = '', ...implied] = idsOf(permission);
  const report = `You are authenticated as: anonymous\nGroups that you are in:\n  \nPermission you need to have (but didn't): ${own}\n${implied.map((each) => ` ... which is implied by: ${each}\n`).join('')}`;
  return signIn(context, uri, report, headers);
}

/** White on white: people are led on to the login page, programs see 403. */
export function signIn(context: string, uri: string, report: string, headers: Answer['headers'] = {}): Answer {
  const login = `${context}/login?from=${encodeURIComponent(uri)}`;
  return html(
    `<html><head><meta http-equiv='refresh' content='1;url=${login}'/><script id='redirect' data-redirect-url='${login}' src='${context}/static/1a2b3c4d/scripts/redirect.js'></script></head><body style='background-color:white; color:white;'>\nAuthentication required\n<!--\n${report}-->\n\n</body></html>`,
    403,
    headers,
  );
}

export function wrongPassword(uri: string): Answer {
  const answer = errorPage(401, 'Unauthorized', uri);
  return { ...answer, headers: { ...answer.headers, 'WWW-Authenticate': 'Basic realm="Jenkins"' } };
}

/** `HudsonIsLoading`. */
export const starting: Answer = html(
  '<!DOCTYPE html><html><head><title>Starting Jenkins</title></head><body><div class="simple-page"><h1>Starting Jenkins</h1><p>Please wait while Jenkins is getting ready to work</p><p>Your browser will reload automatically when Jenkins is ready.</p></div></body></html>',
  503,
);

export const loginPage = (context: string): Answer =>
  html(
    `<!DOCTYPE html><html lang="en-US"><head><title>Sign in - Jenkins</title></head><body><form method="post" name="login" action="${context}/j_spring_security_check"><input name="j_username" type="text"/><input name="j_password" type="password"/><button name="Submit" type="submit">Sign in</button></form></body></html>`,
  );
