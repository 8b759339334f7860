/** The variables of this login layer, and the provider behind them: one for each test process. */
import { startProvider, type TestProvider } from './provider.js';

/** Needed in production. */
export const inProduction: Readonly<Record<string, string>> = {
  OIDC_ISSUER: 'https://idp.example.com',
  OIDC_CLIENT_ID: 'this-server',
};

let shared: Promise<TestProvider> | undefined;

/** Everybody of `person.ts` is known there. */
export function sharedProvider(): Promise<TestProvider> {
  shared ??= startProvider();
  return shared;
}

/** For a server where the people of `person.ts` can sign in. */
export async function loginEnvironment(publicUrl: string): Promise<Record<string, string>> {
  return (await sharedProvider()).register(publicUrl);
}
