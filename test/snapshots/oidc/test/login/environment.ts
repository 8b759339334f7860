/** The variables that this login layer needs. */
import { startProvider, type TestProvider } from './provider.js';

/** Without these a production server does not start. */
export const inProduction: Readonly<Record<string, string>> = {
  OIDC_ISSUER: 'https://idp.example.com',
  OIDC_CLIENT_ID: 'this-server',
};

let shared: Promise<TestProvider> | undefined;

/** The provider of this test process. */
export function sharedProvider(): Promise<TestProvider> {
  shared ??= startProvider();
  return shared;
}

/** With these, the people of `person.ts` can sign in. */
export async function loginEnvironment(publicUrl: string): Promise<Record<string, string>> {
  return (await sharedProvider()).register(publicUrl);
}
