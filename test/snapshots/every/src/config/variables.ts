/** The variables of the environment, which `.env.example` explains. */
import { z } from 'zod';
import { loginVariables } from '../login/settings.js';
import { limitNames } from '../oauth/context.js';
import { longestAccessTokenTtl } from '../oauth/keyring/times.js';
import { signingAlgorithms } from '../oauth/signing-algorithm.js';
import { defaultDatabaseUrl, expectedDatabaseUrl, isDatabaseUrl } from '../store/database-url.js';
import { hostName } from './host-name.js';
import { isMcpPath } from './mcp-path.js';
import { issuerUrl, originOf } from './public-url.js';
import { rateLimits } from './rate-limits.js';
import { initialAccessTokens, privateUseScheme } from './registration.js';
import { secretKeys } from './secret-keys.js';
import { listOf, onOff, read, type Variable, whole } from './variable.js';

const day = 86_400;
const year = 366 * day;

/** An empty variable counts as absent. Defaults of optional ones are in `config.ts`. */
export const variables = {
  NODE_ENV: {
    expected: '"development", "production" or "test"',
    schema: z.enum(['development', 'production', 'test']).default('development'),
  },
  PUBLIC_URL: {
    expected:
      'an https URL, with or without a path, without query, fragment and user name (http only on a loopback host)',
    schema: read(issuerUrl).optional(),
  },
  MCP_PATH: {
    expected: 'a path such as "/mcp" that the sign-in endpoints do not use',
    schema: z.string().refine(isMcpPath).default('/mcp'),
  },
  HOST: {
    expected: 'an address or host name to listen on',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]+$/)
      .optional(),
  },
  PORT: whole('port number', 1, 65_535, 3000),
  DATABASE_URL: {
    expected: expectedDatabaseUrl,
    schema: z.string().refine(isDatabaseUrl).default(defaultDatabaseUrl),
  },
  SECRET_KEYS: {
    expected:
      'one or more different random keys of at least 32 characters, newest first, separated by commas (openssl rand -base64 32 makes one)',
    schema: read(secretKeys),
  },
  SIGNING_ALGORITHM: {
    expected: '"RS256", "ES256" or "EdDSA"',
    schema: z.enum(signingAlgorithms).default('RS256'),
  },
  ACCESS_TOKEN_TTL: whole('number of seconds', 60, longestAccessTokenTtl, 900),
  REFRESH_TOKEN_TTL: whole('number of seconds', 60, 10 * year, 30 * day),
  GRANT_TTL: whole('number of seconds', 60, 10 * year, 90 * day),
  CONSENT_TTL: whole('number of seconds', 0, 90 * day, 30 * day),
  REFRESH_RETRY_WINDOW: whole('number of seconds', 0, 600, 120),
  REFRESH_UNUSED_RETRY_WINDOW: whole('number of seconds', 0, 3600, 0),
  CODE_REPEAT_WINDOW: whole('number of seconds', 0, 10, 0),
  ISS_PARAMETER: onOff('on'),
  RATE_LIMITS: {
    expected: `"on", "off" or a list such as "login=5/900,token=600/60" of ${limitNames.join(', ')}`,
    schema: read(rateLimits).prefault('on'),
  },
  REGISTRATION: {
    expected: '"open", "token" or "off"',
    schema: z.enum(['open', 'token', 'off']).default('open'),
  },
  INITIAL_ACCESS_TOKENS: {
    expected:
      'one or more different random tokens of at least 32 characters, separated by commas (openssl rand -base64 32 makes one)',
    schema: read(initialAccessTokens).default([]),
  },
  PRIVATE_USE_SCHEMES: {
    expected: 'a list of URI schemes of applications such as "cursor", separated by commas',
    schema: read(listOf(privateUseScheme)).default([]),
  },
  CLIENT_CREDENTIALS: onOff('off'),
  INTROSPECTION: onOff('off'),
  CIMD: onOff('on'),
  CIMD_ALLOW_LOOPBACK: onOff('off'),
  CIMD_ALLOW_HOSTS: hosts(),
  CIMD_DENY_HOSTS: hosts(),
  TRUSTED_PROXY_HOPS: whole('number of proxies', 0, 10, 0),
  ALLOWED_ORIGINS: {
    expected: 'a list of origins such as "https://app.example.com", separated by commas',
    schema: read(listOf(originOf)).default([]),
  },
  TOOL_CHALLENGE: {
    expected: '"auto", "http" or "result"',
    schema: z.enum(['auto', 'http', 'result']).default('auto'),
  },
  ACTIONS: onOff('off'),
  OPENAI_APPS_CHALLENGE: {
    expected: 'the token that OpenAI shows, without spaces',
    schema: z
      .string()
      .regex(/^[\x21-\x7e]{1,512}$/)
      .optional(),
  },
  MCP_USER: {
    expected: 'a name of at most 64 characters',
    schema: z
      .string()
      .regex(/^\P{Cc}{1,64}$/u)
      .optional(),
  },
  AUDIT_LOG: {
    expected: 'the path of a file',
    schema: z
      .string()
      .regex(/^\P{Cc}*[^\p{Cc}/\\]$/u)
      .optional(),
  },
  LOG_LEVEL: {
    expected: '"fatal", "error", "warn", "info", "debug", "trace" or "silent"',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  },
  ...loginVariables,
} as const satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof variables;

/** The values of all variables. */
export type Values = { [Name in VariableName]: z.output<(typeof variables)[Name]['schema']> };

function hosts() {
  return {
    expected: 'a list of host names such as "example.com", separated by commas',
    schema: read(listOf(hostName)).default([]),
  };
}
