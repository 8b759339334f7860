/** The configuration: the environment as one typed value. */
import { ConfigError } from './config/config-error.js';
import { unfitForProduction } from './config/production.js';
import { registrationProblems, registrationSettings } from './config/registration.js';
import { type Values, type VariableName, variables } from './config/variables.js';
import { type LoginSettings, loginProblems, loginSettings } from './login/settings.js';
import type { CimdSettings, OAuthSettings } from './oauth/context.js';
import type { SigningAlgorithm } from './oauth/signing-algorithm.js';
import project from './project.json' with { type: 'json' };
import { scopeCatalogue } from './scopes.js';

export { ConfigError } from './config/config-error.js';
export { loadEnvironment } from './config/load-environment.js';

type OwnSettings = Omit<OAuthSettings, 'serviceName' | 'issuer' | 'resource' | 'scopes'>;

/** What the operator decided. All durations are seconds. */
export interface Config extends Required<OwnSettings> {
  production: boolean;
  /** Without a trailing slash; may carry a path. */
  publicUrl: string;
  host: string;
  port: number;
  databaseUrl: string;
  /** Newest first. */
  secretKeys: readonly string[];
  /** For new keys; those that exist keep theirs. */
  signingAlgorithm: SigningAlgorithm;
  trustedProxyHops: number;
  /** Full origins. */
  allowedOrigins: readonly string[];
  /** How refused tool calls are told. */
  toolChallenge: Values['TOOL_CHALLENGE'];
  /** Whether the tools are REST operations as well. */
  actions: boolean;
  openaiAppsChallenge?: string | undefined;
  logLevel: Values['LOG_LEVEL'];
  auditLog?: string | undefined;
  /** Whom the tools serve over stdio; the user of the operating system if absent. */
  stdioUser?: string | undefined;
  login: LoginSettings;
}

/**
 * Reads the configuration.
 *
 * @throws ConfigError that lists everything missing and wrong; never repeats a value
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const { values, problems } = readVariables(env);
  if (values.NODE_ENV === 'production') problems.push(...unfitForProduction(values));
  if ((values.GRANT_TTL ?? Infinity) < (values.REFRESH_TOKEN_TTL ?? 0)) {
    problems.push('GRANT_TTL must not be less than REFRESH_TOKEN_TTL');
  }
  const unusedWindow = values.REFRESH_UNUSED_RETRY_WINDOW ?? 0;
  if (unusedWindow > 0 && unusedWindow <= (values.REFRESH_RETRY_WINDOW ?? 0)) {
    problems.push('REFRESH_UNUSED_RETRY_WINDOW must be 0 or more than REFRESH_RETRY_WINDOW');
  }
  problems.push(...registrationProblems(values), ...loginProblems(values));
  if (problems.length > 0 || !isComplete(values)) throw new ConfigError(problems);
  const production = values.NODE_ENV === 'production';
  return {
    production,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    mcpPath: values.MCP_PATH,
    host: values.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    secretKeys: values.SECRET_KEYS,
    signingAlgorithm: values.SIGNING_ALGORITHM,
    accessTokenTtl: values.ACCESS_TOKEN_TTL,
    refreshTokenTtl: values.REFRESH_TOKEN_TTL,
    grantTtl: values.GRANT_TTL,
    consentTtl: values.CONSENT_TTL,
    refreshRetryWindow: values.REFRESH_RETRY_WINDOW,
    refreshUnusedRetryWindow: values.REFRESH_UNUSED_RETRY_WINDOW,
    codeRepeatWindow: values.CODE_REPEAT_WINDOW,
    issParameter: values.ISS_PARAMETER,
    rateLimits: values.RATE_LIMITS,
    registration: registrationSettings(values),
    clientCredentials: values.CLIENT_CREDENTIALS,
    introspection: values.INTROSPECTION,
    privateUseSchemes: values.PRIVATE_USE_SCHEMES,
    cimd: cimdSettings(values),
    trustedProxyHops: values.TRUSTED_PROXY_HOPS,
    allowedOrigins: values.ALLOWED_ORIGINS,
    toolChallenge: values.TOOL_CHALLENGE,
    actions: values.ACTIONS,
    openaiAppsChallenge: values.OPENAI_APPS_CHALLENGE,
    logLevel: values.LOG_LEVEL,
    auditLog: values.AUDIT_LOG,
    stdioUser: values.MCP_USER,
    login: loginSettings(values),
  };
}

/** The settings of the authorization server. */
export function oauthSettings(config: Config): OAuthSettings {
  return {
    serviceName: project.title,
    issuer: config.publicUrl,
    resource: `${config.publicUrl}${config.mcpPath}`,
    mcpPath: config.mcpPath,
    accessTokenTtl: config.accessTokenTtl,
    refreshTokenTtl: config.refreshTokenTtl,
    grantTtl: config.grantTtl,
    consentTtl: config.consentTtl,
    refreshRetryWindow: config.refreshRetryWindow,
    refreshUnusedRetryWindow: config.refreshUnusedRetryWindow,
    codeRepeatWindow: config.codeRepeatWindow,
    issParameter: config.issParameter,
    rateLimits: config.rateLimits,
    registration: config.registration,
    clientCredentials: config.clientCredentials,
    introspection: config.introspection,
    privateUseSchemes: config.privateUseSchemes,
    cimd: config.cimd,
    scopes: scopeCatalogue,
  };
}

function cimdSettings(values: Values): CimdSettings | 'off' {
  if (!values.CIMD) return 'off';
  return {
    allowLoopback: values.CIMD_ALLOW_LOOPBACK,
    allowHosts: values.CIMD_ALLOW_HOSTS,
    denyHosts: values.CIMD_DENY_HOSTS,
  };
}

function readVariables(env: Readonly<Record<string, string | undefined>>) {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { expected, schema }] of Object.entries(variables)) {
    const text = env[name]?.trim() || undefined;
    const result = schema.safeParse(text);
    if (result.success) values[name] = result.data;
    else if (text === undefined) problems.push(`${name} is missing: it must be ${expected}`);
    else problems.push(`${name} must be ${expected}`);
  }
  return { values: values as Partial<Values>, problems };
}

function isComplete(values: Partial<Values>): values is Values {
  return (Object.keys(variables) as VariableName[]).every((name) => name in values);
}
