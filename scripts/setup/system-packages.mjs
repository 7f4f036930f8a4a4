import { existsSync } from 'node:fs'
import { announce, SetupFailure } from './report.mjs'
import { isOnPath, run } from './run.mjs'
import { systemNeeds } from './system-needs.mjs'

/**
 * Installs the system packages of the named sets that are missing. Does nothing on macOS and Windows, and
 * only looks on a Linux that is not Debian-like.
 *
 * @param {(keyof typeof systemNeeds)[]} sets
 * @throws {SetupFailure} naming the one line to run where it may not install them itself
 */
export function ensureSystemPackages(sets) {
  if (process.platform !== 'linux') return
  const needs = sets.flatMap((set) => systemNeeds[set])
  if (isDebianLike()) installWithApt(missingOnDebian(needs))
  else explainMissing(needs.filter(isMissingElsewhere))
}

function isDebianLike() {
  return existsSync('/usr/bin/dpkg-query') && existsSync('/usr/bin/apt-get')
}

function missingOnDebian(needs) {
  const names = needs.flatMap((need) => need.packages)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg-query's
  const { stdout } = run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names])
  const installed = new Set(
    stdout.split('\n').flatMap((line) => line.match(/^(\S+) installed$/)?.slice(1) ?? []),
  )
  return needs.filter(
    ({ packages, commands = [] }) =>
      !packages.some((name) => installed.has(name)) && !commands.some(isOnPath),
  )
}

function installWithApt(missing) {
  if (missing.length === 0) return
  const usual = missing.map((need) => need.packages[0])
  const privileged = process.getuid() === 0 ? [] : ['sudo', '-n']
  if (privileged.length > 0 && !run('sudo', ['-n', 'true']).ok) {
    throw new SetupFailure(
      `these system packages are missing and only an administrator may install them; run this line, then try again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${usual.join(' ')}`,
    )
  }
  announce(`installing system packages with apt: ${usual.join(' ')}`)
  apt(privileged, ['update'])
  apt(privileged, ['install', '-y', '--no-install-recommends', ...missing.map(availableName)])
}

/** Debian and Ubuntu renamed some libraries over the years: the first name that apt can install. */
function availableName({ packages }) {
  return (
    packages.find((name) => /Candidate: (?!\(none\))/.test(run('apt-cache', ['policy', name]).stdout)) ??
    packages[0]
  )
}

function apt(privileged, args) {
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
  const [command, ...rest] = [
    ...privileged,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    ...options,
    ...args,
  ]
  const { ok, tail } = run(command, rest)
  if (ok) return
  throw new SetupFailure(
    `apt-get ${args[0]} failed; check the network and the system's package sources, then try again. It said:\n${tail}`,
  )
}

function isMissingElsewhere({ commands, library }) {
  if (commands) return !commands.some(isOnPath)
  return library ? !sharedLibraries().includes(library) : false
}

let libraryList
function sharedLibraries() {
  libraryList ??= run('/sbin/ldconfig', ['-p']).stdout
  return libraryList
}

function explainMissing(missing) {
  if (missing.length === 0) return
  const names = missing.map(
    ({ packages, commands, library }) => `${library ?? commands[0]} (Debian's ${packages[0]})`,
  )
  throw new SetupFailure(
    `this Linux is not Debian-like, so please install what is missing with its own package manager, then try again: ${names.join(', ')}.`,
  )
}
