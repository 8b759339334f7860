// Tells a file that was only laid out anew from one that was changed.

/** What formatters add, drop and exchange. */
const layout = /[\s;,()'"`]/g;

/** Whether two texts say the same, as far as a formatter is concerned. */
export function isReformatted(generated: string, yours: string): boolean {
  return generated !== yours && generated.replace(layout, '') === yours.replace(layout, '');
}
