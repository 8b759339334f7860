/** The variables of this login layer: none. */

/** Needed in production. */
export const inProduction: Readonly<Record<string, string>> = {};

/** For a server where the people of `person.ts` can sign in. */
export async function loginEnvironment(_publicUrl: string): Promise<Record<string, string>> {
  return {};
}
