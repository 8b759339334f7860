/** The variables of this login layer: the provider, and who may come in. */
import { z } from 'zod';
import { hostName } from '../config/host-name.js';
import { isLoopbackHost } from '../config/public-url.js';
import { listOf, onOff, read, type Variable } from '../config/variable.js';
import { type Admission, requiredClaim } from './admission.js';
import type { TrustedIssuer } from './contract.js';
import { type AuthorizationParameters, authorizationParameters } from './parameters.js';
import { nameOfProvider } from './provider-name.js';
import { trustedIssuer } from './trusted-issuer.js';

const clientAuthentications = ['client_secret_basic', 'client_secret_post'] as const;

export const loginVariables = {
  OIDC_ISSUER: {
    expected:
      'the https URL of your identity provider as its metadata spells it, without query and fragment (http only on a loopback host)',
    schema: read(providerUrl).optional(),
  },
  OIDC_CLIENT_ID: { expected: 'the client id that your provider shows', schema: opaque() },
  OIDC_CLIENT_SECRET: { expected: 'the client secret that your provider shows', schema: opaque() },
  OIDC_CLIENT_AUTH: {
    expected: '"client_secret_basic" or "client_secret_post"',
    schema: z.enum(clientAuthentications).optional(),
  },
  OIDC_PROVIDER_NAME: {
    expected: 'a name of at most 40 characters',
    schema: z
      .string()
      .regex(/^[^\p{Cc}\p{Cf}]{1,40}$/u)
      .optional(),
  },
  OIDC_SCOPES: {
    expected: 'a list of scopes with "openid" among them, separated by spaces',
    schema: read(scopeList).prefault('openid profile email'),
  },
  OIDC_PARAMETERS: {
    expected:
      'a query such as "access_type=offline&prompt=consent", without what the server itself sends',
    schema: read(authorizationParameters).prefault(''),
  },
  OIDC_ALLOWED_DOMAINS: {
    expected: 'a list of domains such as "example.com", separated by commas',
    schema: read(listOf(hostName)).default([]),
  },
  OIDC_ALLOWED_GROUPS: {
    expected: 'a list of groups as your provider names them, separated by commas',
    schema: read(listOf(groupName)).default([]),
  },
  OIDC_GROUPS_CLAIM: {
    expected: 'the name of a claim, or a path such as "realm_access.roles"',
    schema: z
      .string()
      .regex(/^[!-~]{1,200}$/)
      .default('groups'),
  },
  OIDC_REQUIRED_CLAIMS: {
    expected: 'a list of claims with their values such as "tid=1234,role=editor"',
    schema: read(listOf(requiredClaim)).default([]),
  },
  OIDC_KEEP_TOKENS: onOff('on'),
  OIDC_LOGOUT: onOff('off'),
  ENTERPRISE_ISSUERS: {
    expected:
      'a list of https URLs of identity providers, each with "#" and a tenant behind it if it has several, separated by commas',
    schema: read(listOf(trustedIssuer)).default([]),
  },
} as const satisfies Record<string, Variable<unknown>>;

type LoginValues = {
  [Name in keyof typeof loginVariables]: z.output<(typeof loginVariables)[Name]['schema']>;
};

/** The provider, and this server as its client. */
export interface ProviderSettings {
  /** As its metadata spells it. */
  issuer: string;
  /** What people call it. */
  name: string;
  clientId: string;
  /** Absent for a public client. */
  clientSecret?: string | undefined;
  /** Absent: its metadata decides. */
  clientAuth?: (typeof clientAuthentications)[number] | undefined;
  /** Separated by spaces. */
  scopes: string;
  /** Sent along with each request to sign in. */
  parameters: AuthorizationParameters;
}

/** What the operator decides about signing in. */
export interface LoginSettings {
  /** Absent if none is named. */
  provider?: ProviderSettings;
  admission: Admission;
  /** Whether the provider's tokens are kept for tools. */
  keepTokens: boolean;
  /** Whether signing out here goes on to the provider. */
  logout: boolean;
  /** Who may vouch for users to clients, without this server asking anybody. */
  enterpriseIssuers: readonly TrustedIssuer[];
}

/** One sentence for each variable that is missing, or does not fit the others. */
export function loginProblems(values: Partial<LoginValues> & { NODE_ENV?: string }): string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = values;
  const production = values.NODE_ENV === 'production';
  const problems: string[] = [];
  if ('OIDC_ISSUER' in values && issuer === undefined && (production || clientId !== undefined)) {
    problems.push(missing('OIDC_ISSUER'));
  }
  if ('OIDC_CLIENT_ID' in values && clientId === undefined && (production || issuer)) {
    problems.push(missing('OIDC_CLIENT_ID'));
  }
  if (production && issuer?.startsWith('http:')) {
    problems.push('OIDC_ISSUER must be an https URL, in production');
  }
  if ('OIDC_CLIENT_SECRET' in values && values.OIDC_CLIENT_AUTH && secret === undefined) {
    problems.push('OIDC_CLIENT_AUTH needs OIDC_CLIENT_SECRET');
  }
  if (production && values.ENTERPRISE_ISSUERS?.some((it) => it.issuer.startsWith('http:'))) {
    problems.push('ENTERPRISE_ISSUERS must be https URLs, in production');
  }
  return problems;
}

/** The settings, from the values of the variables. */
export function loginSettings(values: LoginValues): LoginSettings {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  const isNamed = issuer !== undefined && clientId !== undefined;
  return {
    ...(isNamed && { provider: providerSettings(values, issuer, clientId) }),
    admission: {
      domains: values.OIDC_ALLOWED_DOMAINS,
      groups: values.OIDC_ALLOWED_GROUPS,
      groupsClaim: values.OIDC_GROUPS_CLAIM,
      claims: values.OIDC_REQUIRED_CLAIMS,
    },
    keepTokens: values.OIDC_KEEP_TOKENS,
    logout: values.OIDC_LOGOUT,
    enterpriseIssuers: values.ENTERPRISE_ISSUERS,
  };
}

function providerSettings(values: LoginValues, issuer: string, clientId: string): ProviderSettings {
  return {
    issuer,
    name: values.OIDC_PROVIDER_NAME ?? nameOfProvider(issuer),
    clientId,
    clientSecret: values.OIDC_CLIENT_SECRET,
    clientAuth: values.OIDC_CLIENT_AUTH,
    scopes: values.OIDC_SCOPES,
    parameters: values.OIDC_PARAMETERS,
  };
}

function missing(name: 'OIDC_ISSUER' | 'OIDC_CLIENT_ID'): string {
  return `${name} is missing: it must be ${loginVariables[name].expected}`;
}

// As it is spelled: some issuers end with a slash.
function providerUrl(text: string): string | undefined {
  if (!/^https?:\/\/[^\s\\@?#]+$/i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopbackHost(hostname) ? text : undefined;
}

function opaque() {
  return z
    .string()
    .regex(/^[\x20-\x7e]{1,2000}$/)
    .optional();
}

// RFC 6749, section 3.3.
function scopeList(text: string): string | undefined {
  const names = text.split(/ +/);
  const isGood = names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name));
  return isGood && names.includes('openid') ? names.join(' ') : undefined;
}

function groupName(text: string): string | undefined {
  return /^[^\p{Cc}]{1,200}$/u.test(text) ? text : undefined;
}
