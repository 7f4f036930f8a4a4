/** Copies that are installed from these replace themselves (docs/updates.md); the others are left to who installed them. */
const replaceThemselves = new Set(['AppImage', 'dmg', 'zip', 'nsis', 'portable'])

/**
 * What electron-builder has to be told so that it writes the description of a version that such copies look for.
 *
 * @param {readonly string[]} targets
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string>} nothing for a build that knows of no updates
 */
export function updateSettings(targets, env) {
  const { url } = JSON.parse(env.KEYFOB_UPDATES || '{}')
  if (!url || !targets.some((target) => replaceThemselves.has(target))) return {}
  return { 'publish.provider': 'generic', 'publish.url': url }
}
