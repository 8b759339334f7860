/** The variables that this login layer needs. */

/** Without these a production server does not start. */
export const inProduction: Readonly<Record<string, string>> = {};

/** With these, the people of `person.ts` can sign in. */
export async function loginEnvironment(_publicUrl: string): Promise<Record<string, string>> {
  return {};
}
