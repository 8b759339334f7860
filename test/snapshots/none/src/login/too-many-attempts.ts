/** What somebody is told who has tried too often (status 429). */
export function tooManyAttempts(seconds: number): {
  problem: string;
  headers: { 'retry-after': string };
} {
  const count = Math.ceil(seconds / 60);
  const wait = count === 1 ? 'a minute' : `${count} minutes`;
  return {
    problem: `Too many attempts. Try again in ${wait}.`,
    headers: { 'retry-after': String(seconds) },
  };
}
