// What yarn must be told in a project.

/**
 * Without it, yarn 2 and later keep packages in archives, which the compiler and other tools cannot
 * read. Yarn 1 does not look at this file.
 *
 * @returns the text of .yarnrc.yml
 */
export function composeYarnSettings(): string {
  return `# Packages lie in node_modules, where every tool looks for them.
nodeLinker: node-modules
`;
}
