/** Lengths of time. */

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `90s` or `7d` in seconds; `undefined` for anything else. */
export function duration(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  return amount === '' ? undefined : Number(amount) * seconds[unit as keyof typeof seconds];
}
