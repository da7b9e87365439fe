// Speaks OpenID Connect with the organisation's sign-in service: authorization code with PKCE, state and nonce.
import * as oidc from 'openid-client';
import type { SsoSettings } from '../../protocol/people-settings.ts';
import type { Claims } from './sso-accounts.ts';

/** What must be known again when the browser comes back. */
export type Errand = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type SsoClient = {
  /** Where the browser is sent. Throws when the service does not answer. */
  begin(): Promise<{ readonly url: string; readonly errand: Errand }>;
  /** Who came back with this query. Throws when the answer does not hold. */
  finish(query: string, errand: Errand): Promise<{ readonly issuer: string; readonly claims: Claims }>;
};

/** The service's own description is read again after so long, so that it may change, ms. */
const describedForMs = 3_600_000;
const answerSeconds = 10;

export type SsoClientParts = {
  readonly sso: SsoSettings;
  /** Where staff reach Junban. */
  readonly address: string;
  /** null: the service knows Junban by name only. */
  readonly secret: string | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export const callbackPath = '/sso/callback';

export const createSsoClient = ({ sso, address, secret, now }: SsoClientParts): SsoClient => {
  const callback = new URL(callbackPath, address).href;
  let known: { readonly config: Promise<oidc.Configuration>; readonly untilMs: number } | null = null;

  const describe = (): Promise<oidc.Configuration> => {
    const issuer = new URL(sso.issuer);
    return oidc.discovery(
      issuer,
      sso.clientId,
      undefined,
      secret === null ? oidc.None() : oidc.ClientSecretPost(secret),
      // Settings let plain http through for this machine itself only.
      { timeout: answerSeconds, execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [] },
    );
  };
  const configuration = (): Promise<oidc.Configuration> => {
    if (known !== null && now() < known.untilMs) return known.config;
    const config = describe();
    known = { config, untilMs: now() + describedForMs };
    // A service that was away is asked anew the next time.
    config.catch(() => {
      known = null;
    });
    return config;
  };

  return {
    begin: async () => {
      const config = await configuration();
      const errand = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: [...new Set(['openid', ...sso.scopes])].join(' '),
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, errand };
    },
    finish: async (query, { state, nonce, verifier }) => {
      const config = await configuration();
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${callback}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('the sign-in service gave no id token');
      // Some tell groups only when asked once more.
      const more =
        claims[sso.groupsClaim] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
          : {};
      return { issuer: claims.iss, claims: { ...more, ...claims } };
    },
  };
};
