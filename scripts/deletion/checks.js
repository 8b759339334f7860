// The checks of the generated project, and what each is without its check: it lets everything pass.

/** Below src/oauth/ of the project: whose files must all be listed here, and the tests of each. */
export const folders = {
  authorize: ['test/oauth/authorize'],
  token: ['test/oauth/token'],
  grant: ['test/oauth/grant', 'test/oauth/grant.property.test.ts'],
};

/**
 * Files without a check of their own, with the reason.
 *
 * @type {Record<string, string>}
 */
export const withoutChecks = {
  'authorize/index.ts': 'Calls the checks; each of them is removed by itself.',
  'grant/state.ts': 'Types only.',
  'token/client-assertion/assertion-refused.ts': 'Reasons only.',
  'token/client-assertion/index.ts': 'Calls the checks; each of them is removed by itself.',
  'token/identity-assertion/believe.ts': 'Calls the checks; each of them is removed by itself.',
  'token/identity-assertion/index.ts': 'Calls what checks and what issues.',
  'token/identity-assertion/refuse.ts':
    'Says no for the checks; each of them is removed by itself.',
};

/**
 * File -> function -> the body that is put in place of its own. Every exported function of a file is
 * listed, and those within it that say no.
 *
 * @type {Record<string, Record<string, string>>}
 */
export const checks = {
  'authorize/client.ts': {
    askingClient: `
      const id = parameters.get('client_id') ?? '';
      const known = await findClient(context, id);
      if (known !== undefined) return known;
      const redirectUris = parameters.getAll('redirect_uri');
      return {
        id,
        origin: 'operator',
        redirectUris,
        grantTypes: ['authorization_code'],
        authMethods: ['none'],
        metadata: {},
        createdAt: 0,
      };`,
  },
  'authorize/grant-type.ts': { checkGrantType: '' },
  'authorize/parameters.ts': {
    readParameters: `
      if (request.method === 'POST') return new URLSearchParams(await request.text());
      return new URL(request.url).searchParams;`,
    checkUnrepeated: '',
    returnAddress: `return { redirectUri, state: parameters.get('state') ?? '' };`,
  },
  'authorize/pkce.ts': {
    codeChallenge: `return parameters.get('code_challenge') ?? '';`,
    isExempt: 'return true;',
  },
  'authorize/prompt.ts': {
    readPrompt: 'return { none: false, login: false, mayBeSilent: true };',
    checkSilence: '',
  },
  'authorize/redirect-uri.ts': {
    registeredRedirectUri: `return parameters.get('redirect_uri') ?? redirectUris[0] ?? '';`,
    only: 'return uris[0];',
  },
  'authorize/refusal.ts': { askedOrRefused: 'return checks();' },
  'authorize/remembered.ts': { hasAgreedBefore: 'return true;' },
  'authorize/resource.ts': { targetResource: 'return settings.resource;' },
  'authorize/response-type.ts': { checkResponseType: '' },
  'authorize/scope.ts': {
    requestedScopes: `return scopeNames(parameters.get('scope') ?? undefined);`,
    offeredTo: 'return scopes.all.map(({ name }) => name);',
  },

  'token/authorization-code.ts': {
    redeemCode: `
      const { client, form, caller } = request;
      const codeVerifier = readCodeVerifier(form);
      const redirectUri = single(form, 'redirect_uri');
      return issueFor(context, caller, (form.get('code') ?? '').split('.')[0], {
        type: 'redeem',
        clientId: client.id,
        ...(redirectUri !== undefined && { redirectUri }),
        ...(codeVerifier !== undefined && { codeChallenge: await sha256(codeVerifier) }),
        resources: [],
      });`,
    readCodeVerifier: `return form.get('code_verifier') ?? undefined;`,
  },
  'token/basic-credentials.ts': {
    basicReadings: `
      const text = Buffer.from(header.slice('basic '.length), 'base64').toString();
      return [splitAt(text, text.indexOf(':'))];`,
  },
  'token/client-authentication.ts': {
    authenticateClient: `
      for (const { clientId } of presentedCredentials(request, form)) {
        const client = await findKnownClient(context, clientId);
        if (client !== undefined) return client;
      }
      throw new OAuthError('invalid_client', 'Unknown client');`,
    failureOf: 'return undefined;',
  },
  'token/client-assertion/audience.ts': { checkAudience: '' },
  'token/client-assertion/header.ts': { checkHeader: 'return alg as AssertionAlgorithm;' },
  'token/client-assertion/lifetime.ts': { checkLifetime: 'return now + longestMs;' },
  'token/client-assertion/once.ts': { requiredJti: 'return String(jti);', useOnce: '' },
  'token/client-assertion/parties.ts': { checkParties: '' },
  'token/client-assertion/presented.ts': {
    hasAssertion: `return form.has('client_assertion');`,
    presentedAssertion: `
      const assertion = form.get('client_assertion') ?? '';
      const clientId = form.get('client_id') ?? claimedClient(assertion) ?? '';
      return { method: 'private_key_jwt', clientId, assertion };`,
  },
  'token/client-assertion/read.ts': {
    readAssertion: `
      return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };`,
    claimedClient: `return readAssertion(assertion).claims.sub;`,
  },
  'token/client-assertion/signature.ts': { checkSignature: '', passOrRefuse: '' },
  'token/client-credentials.ts': {
    issueToClient: `
      const scopes = scopesForItself(context.settings, client, form);
      const grant = await ownGrant(context, client);
      const { token, expiresIn } = await formAccessToken(context, grant, scopes);
      const about = { grantId: grant.id, clientId: client.id, address: caller.address };
      context.audit({ event: 'client_credentials.issued', ...about });
      return jsonAnswer({
        access_token: token,
        token_type: 'Bearer',
        expires_in: expiresIn,
        scope: scopes.join(' '),
      });`,
    checkMayActForItself: '',
    scopesForItself: `return scopeNames(form.get('scope') ?? own.join(' '));`,
  },
  'token/client-form.ts': { readClientForm: 'return readForm(request);' },
  'token/request-limit.ts': { countTokenRequest: '' },
  'token/secret-guessing.ts': { countWrongGuess: '', refuseGuesser: '' },
  'token/identity-assertion/audience.ts': { checkAudience: '' },
  'token/identity-assertion/header.ts': { checkHeader: 'return alg as AssertionAlgorithm;' },
  'token/identity-assertion/issue.ts': {
    issueForAssertion: `
      const scopes = assertedScopes(context.settings, identity.claims['scope'], form);
      const user = (await users.link(identity)) ?? { id: 'user_nobody', name: 'nobody' };
      const grant = newGrant(context, { client, user, scopes, assertedBy: identity.issuer });
      await insertGrant(context, grant);
      const { token, expiresIn } = await formAccessToken(context, grant, scopes);
      const about = { grantId: grant.id, userId: user.id, clientId: client.id };
      const { address } = caller;
      context.audit({ event: 'assertion.accepted', ...about, address, granted: scopes });
      return jsonAnswer({
        access_token: token,
        token_type: 'Bearer',
        expires_in: expiresIn,
        scope: scopes.join(' '),
      });`,
    checkMayPresent: '',
  },
  'token/identity-assertion/issuer.ts': { trustedIssuerOf: 'return trusted[0]!;' },
  'token/identity-assertion/lifetime.ts': { checkLifetime: 'return now + longestMs;' },
  'token/identity-assertion/once.ts': { requiredJti: 'return String(jti);', useOnce: '' },
  'token/identity-assertion/parties.ts': {
    parties: 'return { subject: String(sub), clientId: String(clientId) };',
  },
  'token/identity-assertion/read.ts': {
    readIdentityAssertion: `
      const assertion = form.get('assertion') ?? '';
      return { assertion, ...readAssertion(assertion) };`,
  },
  'token/identity-assertion/resource.ts': { checkResource: '' },
  'token/identity-assertion/scopes.ts': {
    assertedScopes: `return scopeNames(form.get('scope') ?? String(asserted ?? ''));`,
    namesIn: 'return scopeNames(String(asserted));',
  },
  'token/identity-assertion/signature.ts': { checkSignature: '' },
  'token/index.ts': {
    tokenEndpoint: `
      return postEndpoint(async (request, caller) => {
        const form = await readClientForm(request);
        const client = await authenticateClient(context, request, form, caller);
        const handler = handlers[readGrantType(context, form) as GrantType];
        return handler(context, { client, form, caller });
      });`,
    readGrantType: `
      return form.get('grant_type') === 'refresh_token' ? 'refresh_token' : 'authorization_code';`,
  },
  'token/issue.ts': {
    issueFor: `
      const applied = await applyToGrant(context, grantId ?? '', event);
      if (applied === undefined) throw refused('invalid_grant', 'unknown');
      const { grant, outcome } = applied;
      const { id, userId, clientId } = grant;
      const generation = grant.refresh?.generation ?? 1;
      const passed: Issue = { type: 'issue', how: 'rotated', scopes: grant.scopes, generation };
      const issue = outcome.type === 'issue' ? outcome : passed;
      const about = { grantId: id, userId, clientId, address: caller.address };
      context.audit({ event: issued[issue.how], ...about });
      return jsonAnswer(await tokenResponse(context, grant, issue));`,
  },
  'token/presented-credentials.ts': {
    presentedCredentials: `
      const header = request.headers.get('authorization') ?? '';
      if (header !== '') return fromHeader(basicReadings(header), undefined);
      const secret = form.get('client_secret') ?? '';
      const method = secret === '' ? 'none' : 'client_secret_post';
      return [{ method, clientId: form.get('client_id') ?? '', secret }];`,
    fromHeader: `
      return readings.map((it) => ({
        ...it,
        method: it.secret === '' ? 'none' : 'client_secret_basic',
      }));`,
  },
  'token/refresh-token.ts': {
    refreshTokens: `
      const { client, form, caller } = request;
      const [grantId, generation] = (form.get('refresh_token') ?? '').split('.');
      const scopes = readScopes(context.settings, form);
      return issueFor(context, caller, grantId, {
        type: 'refresh',
        clientId: client.id,
        generation: Number(generation),
        ...(scopes !== undefined && { scopes }),
        resources: [],
      });`,
    readScopes: 'return undefined;',
  },

  'grant/redeem.ts': {
    redeem: `
      const idleExpiresAt = Math.min(now + policy.refreshTtl, grant.expiresAt);
      const code = { ...grant.code, redeemedAt: now };
      const refresh = { generation: 1, idleExpiresAt, rotations: [] };
      return {
        grant: { ...grant, lastUsedAt: now, code, refresh },
        outcome: { type: 'issue', how: 'redeemed', scopes: grant.scopes, generation: 1 },
      };`,
    isRepeated: 'return true;',
    misfit: 'return undefined;',
  },
  'grant/refresh.ts': {
    refresh: `
      const generation = event.generation + 1;
      const idleExpiresAt = Math.min(now + policy.refreshTtl, grant.expiresAt);
      const line = { generation, idleExpiresAt, rotations: [] };
      const scopes = event.scopes ?? grant.scopes;
      return {
        grant: { ...grant, lastUsedAt: now, refresh: line },
        outcome: { type: 'issue', how: 'rotated', scopes, generation },
      };`,
    isCurrent: 'return true;',
    isRetry: 'return true;',
  },
  'grant/refuse.ts': {
    refuse: `
      return { grant, outcome: { type: 'issue', how: 'redeemed', scopes: grant.scopes } };`,
    misuse: 'return undefined;',
    ended: 'return undefined;',
  },
  'grant/revoke.ts': {
    revoke: `return { grant, outcome: { type: 'revoked' } };`,
    revokeAccessToken: `return { grant, outcome: { type: 'revoked' } };`,
  },
};
