/** The stylesheet of every page; the content security policy admits exactly these bytes. */

export const style = `
:root {
  color-scheme: light dark;
}
`;
