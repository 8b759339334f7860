/** Sign-in with an OpenID Connect provider: there and back. */
import { goTo, troubleAnswer } from './answers.js';
import { assertedUsers } from './asserted-users.js';
import type { Login, LoginAttempt, LoginOptions, LoginOutcome } from './contract.js';
import { callback, departure } from './leave.js';
import { firstAnswer, notNamed, warnOf } from './operator.js';
import { createProvider, type Provider } from './provider.js';
import { ProviderFailure } from './provider-failure.js';
import type { LoginSettings } from './settings.js';
import { signOutUrl } from './sign-out.js';
import { accessToken } from './tokens/access-token.js';
import { waysOn, welcomeBack } from './welcome-back.js';

/** Builds the login step. Whoever the provider knows gets an account, unless a rule forbids it. */
export function createLogin(options: LoginOptions<LoginSettings>): Login {
  const { settings, clock } = options;
  const asserted = assertedUsers(options);
  if (settings.provider === undefined) {
    const name = 'your identity provider';
    return {
      leavesFor: name,
      attempt: async () => troubleAnswer(options, name, 'not_set_up'),
      missing: async () => notNamed(options),
      ...asserted,
    };
  }
  const provider = createProvider(settings.provider, clock);
  return {
    leavesFor: settings.provider.name,
    attempt: (attempt) => take(options, provider, attempt),
    missing: () => firstAnswer(options, provider),
    ...(settings.logout && { signOutElsewhere: (back: string) => signOutUrl(provider, back) }),
    ...(settings.keepTokens && {
      upstream: (userId: string) => ({
        accessToken: (refused?: string) => accessToken(options, provider, userId, refused),
      }),
    }),
    ...asserted,
  };
}

async function take(
  options: LoginOptions<LoginSettings>,
  provider: Provider,
  attempt: LoginAttempt,
): Promise<LoginOutcome> {
  const { name } = provider.settings;
  const { pathname, searchParams } = new URL(attempt.request.url);
  const page = new URL(options.page).pathname;
  if (pathname === page + callback) return welcomeBack(options, provider, attempt);
  if (pathname !== page || attempt.resume === '')
    return troubleAnswer(options, name, 'unknown_path');

  // As many as may begin elsewhere here: each keeps something for ten minutes.
  const seconds = await options.throttle('authorize', `login ${attempt.network}`);
  if (seconds > 0) return troubleAnswer(options, name, 'throttled');
  const anew = attempt.anew || searchParams.get('account') === 'another';
  try {
    return goTo(await departure(options, provider, attempt, anew));
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    warnOf(options, provider, error);
    const { again } = waysOn(options, attempt.resume);
    return troubleAnswer(options, name, error.reason, { again });
  }
}
