// A CI system as one person reaches it: with a token that is renewed when it is refused.

import type { Account, Credentials, Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Http, HttpRequest } from '../ci/http.ts';
import type { Accounts } from './accounts.ts';

/** `http`: how the connection is reached. Throws what `accounts.as` throws. */
export async function reachAs(
  accounts: Pick<Accounts, 'as' | 'renewed'>,
  userId: string,
  connection: Connection,
  http: Http,
): Promise<Reach & { readonly account: Account; readonly credentials: Credentials }> {
  const acting = await accounts.as(userId, connection);
  const renew = (refused: string): Promise<Credentials | undefined> => accounts.renewed(userId, connection, refused);
  return { connection, ...acting, http: renewing(http, acting.credentials.token, renew) };
}

/** A request that the CI system refuses with 401 is made once more with a newer token: refused, it did nothing. */
function renewing(http: Http, first: string, renew: (refused: string) => Promise<Credentials | undefined>): Http {
  let current = first;
  return async (address, request = {}) => {
    const used = current;
    const answer = await http(address, withToken(request, first, used));
    if (answer.status !== 401 || !holds(request, first)) return answer;
    const next = await renew(used);
    if (next === undefined || next.token === used) return answer;
    current = next.token;
    return http(address, withToken(request, first, next.token));
  };
}

function holds({ headers = {} }: HttpRequest, token: string): boolean {
  return Object.values(headers).some((value) => value.includes(token));
}

function withToken(request: HttpRequest, from: string, to: string): HttpRequest {
  if (from === to || request.headers === undefined) return request;
  const headers = Object.entries(request.headers).map(([name, value]) => [name, value.replaceAll(from, to)]);
  return { ...request, headers: Object.fromEntries(headers) };
}
