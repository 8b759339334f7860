/** Users whom an enterprise's identity provider vouches for to a client. */
import { enterAccount } from './accounts.js';
import type { Login, LoginOptions } from './contract.js';
import { describePerson } from './identity.js';
import type { LoginSettings } from './settings.js';

/**
 * The part of the login step for them; empty where no issuer is trusted. The issuer decides who
 * comes in: the rules for sign-ins ask for claims that assertions do not have. Who is shut out here
 * stays out.
 */
export function assertedUsers(options: LoginOptions<LoginSettings>): Pick<Login, 'asserted'> {
  const { enterpriseIssuers: issuers } = options.settings;
  if (issuers.length === 0) return {};
  return {
    asserted: {
      issuers,
      async link({ issuer, tenant, subject, claims }) {
        const identity = { issuer, subject, tenant, ...describePerson(claims) };
        const account = await enterAccount(options, identity);
        if (account.disabledAt !== undefined) return undefined;
        return { id: account.userId, name: account.name };
      },
    },
  };
}
