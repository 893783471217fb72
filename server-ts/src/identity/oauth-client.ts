// Speaks OAuth 2 with a CI system: the address where a person agrees, tokens for a code, new ones for old ones, and their end.
// RFC 6749, 7636 (PKCE), 7009 (revocation), 9700 (best practice).

import * as oauth from 'oauth4webapi';
import type { OAuthAccounts } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Http } from '../ci/http.ts';
import type { Instant } from '../ci/pipeline.ts';
import { CiError } from '../platform/errors.ts';
import { fetchOver } from '../platform/http-fetch.ts';
import type { OAuthProof } from './linked.ts';
import { wordsOfRefusal, OAuthRefusal } from './oauth-refusal.ts';

export interface Granted {
  readonly proof: OAuthProof;
  /** What was granted; undefined where the CI system does not say: then it is what was asked for. */
  readonly scopes?: readonly string[];
}

/** Rejects with an OAuthRefusal where the CI system says no, and with a CiError where it could not be asked or understood. */
export interface OAuthClient {
  /** `scopes`: what is asked for. No secret is in it. */
  agreeAt(asked: {
    readonly redirect: string;
    readonly state: string;
    readonly verifier: string;
    readonly scopes: readonly string[];
  }): Promise<string>;
  /** `answer`: the query with which the person came back. */
  redeem(answer: URLSearchParams, state: string, redirect: string, verifier: string): Promise<Granted>;
  /** Never tried twice: a refresh token is good once. */
  renew(refreshToken: string): Promise<Granted>;
  /** Of either kind; one that is not known any more is fine. */
  revoke(token: string): Promise<void>;
}

/** Shorter than others: people wait, and nobody else renews meanwhile. Milliseconds. */
export const TOKEN_TIMEOUT = 10_000;
const LIMITS = { limit: 64 * 1024, timeout: TOKEN_TIMEOUT } as const;

export const newVerifier = oauth.generateRandomCodeVerifier;

/** Throws CiError `CI_ACCOUNT_OAUTH` where no application is configured. */
export function createOAuthClient(way: OAuthAccounts, connection: Connection, http: Http, now: () => Instant): OAuthClient {
  const { oauth: application } = connection;
  if (application === undefined) throw new CiError('CI_ACCOUNT_OAUTH', 'No OAuth application is configured.', 'Enter its id and secret.');
  const { authorize, token, revoke } = way.endpoints(connection);
  const server: oauth.AuthorizationServer = {
    issuer: connection.url,
    authorization_endpoint: authorize,
    token_endpoint: token,
    revocation_endpoint: revoke,
  };
  const client: oauth.Client = { client_id: application.clientId };
  const secret = oauth.ClientSecretPost(application.clientSecret);
  const options = {
    [oauth.customFetch]: withoutChallenges(fetchOver(http, LIMITS)),
    // An administrator may have chosen http for a server of their own; people are warned.
    [oauth.allowInsecureRequests]: connection.url.startsWith('http:'),
  };
  return {
    async agreeAt({ redirect, state, verifier, scopes }) {
      const address = new URL(authorize);
      const query = {
        client_id: client.client_id,
        redirect_uri: redirect,
        response_type: 'code',
        scope: scopes.join(' '),
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
      return address.href;
    },
    redeem: (answer, state, redirect, verifier) =>
      understood(async () => {
        const checked = oauth.validateAuthResponse(server, client, answer, state);
        const response = await oauth.authorizationCodeGrantRequest(server, client, secret, checked, redirect, verifier, options);
        return grantedOf(await oauth.processAuthorizationCodeResponse(server, client, response), now());
      }),
    renew: (refreshToken) =>
      understood(async () => {
        const response = await oauth.refreshTokenGrantRequest(server, client, secret, refreshToken, options);
        return grantedOf(await oauth.processRefreshTokenResponse(server, client, response), now());
      }),
    revoke: (given) =>
      understood(async () => {
        await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, secret, given, options));
      }),
  };
}

type Fetch = ReturnType<typeof fetchOver>;

/** Some name their error in a header as well as in the body; the library would read the header only, which is no place for it. */
function withoutChallenges(ask: Fetch): Fetch {
  return async (address, request) => {
    const response = await ask(address, request);
    response.headers.delete('www-authenticate');
    return response;
  };
}

function grantedOf({ access_token, refresh_token, expires_in, scope }: oauth.TokenEndpointResponse, at: Instant): Granted {
  return {
    proof: {
      kind: 'oauth',
      accessToken: access_token,
      ...(refresh_token !== undefined && { refreshToken: refresh_token }),
      grantedAt: at,
      ...(expires_in !== undefined && expires_in > 0 && { expiresAt: at + expires_in * 1000 }),
    },
    ...(scope !== undefined && scope !== '' && { scopes: scope.split(' ') }),
  };
}

/** The library's errors hold whole answers, tokens too: none of them leaves this file, not as a cause either. */
async function understood<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CiError) throw error;
    if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError)
      throw new OAuthRefusal(error.error, wordsOfRefusal(error.error_description));
    const code =
      error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError ? error.code : undefined;
    throw new CiError(
      'CI_ACCOUNT_ANSWER',
      'What answered is not what grants access there, or it is not well.',
      `Check the address of the connection, and whether a sign-in proxy stands before it.${code === undefined ? '' : ` (${code})`}`,
    );
  }
}
