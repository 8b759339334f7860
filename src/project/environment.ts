// The environment that child processes get: ours, without what would change what they do.

/** Set for hooks and aliases of another repository; they would redirect our git commands. */
const gitLocation = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
]);

/** About the package whose script or `npm create` started us, not about the new project. */
const outerPackage = /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$)/;

/** Flags of the `npm create` or `npx` around us that npm would take for flags of what we start. */
const outerFlags =
  /^npm_config_(call|dry_run|package|yes|workspace|workspaces|include_workspace_root)$/;

/**
 * NODE_ENV goes too: with `production` a package manager leaves the development tools out.
 *
 * @param env the variables of this process
 */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        name !== 'NODE_ENV' &&
        !gitLocation.has(name) &&
        !outerPackage.test(name) &&
        !outerFlags.test(name),
    ),
  );
}
