import type { DoctorCheck, DoctorLine } from '../../shared/doctor'
import { lengthInWords, list, plural } from '../format'

export const doctorText = {
  title: 'Sign-in doctor',
  open: 'Open the Sign-in doctor',
  groups: { computer: 'This computer', network: 'Network', providers: 'Providers' },
  beginning: 'Checking…',
  checking: (ended: number, all: number) => `Checking… ${ended} of ${all}`,
  allWell: 'Everything a sign-in needs is working.',
  troubles: (amount: number) => `${plural(amount, 'thing needs', 'things need')} you.`,
  stopped: 'Stopped before everything was checked.',
  cancel: 'Stop',
  again: 'Check again',
  everyProvider: 'Check every provider',
  everyProviderWords: (amount: number) =>
    amount === 0
      ? 'None of your accounts is at a provider outside this computer, so none was asked.'
      : 'Only providers of your accounts were asked.',
  tryAgain: 'Try again',
  unlock: 'Unlock the keychain',
  openBrowserSettings: 'Default apps…',
  openClockSettings: 'Date and time…',
  openNetworkTab: 'Network settings',
  restart: 'Restart Keyfob',
  noSettingsProgram: 'Keyfob does not know this desktop’s settings program. Open the settings by hand.',
  fixOf: (fix: string, what: string) => `${fix}: ${what}`,
  names: {
    keychain: 'Keychain',
    loopback4: 'Return address, IPv4',
    loopback6: 'Return address, IPv6',
    browser: 'Default browser',
    proxy: 'Proxy',
    provider: 'Provider',
    clock: 'Clock',
  } satisfies Record<DoctorCheck, string>,
  states: {
    waiting: 'not checked',
    running: 'checking',
    good: 'works',
    warn: 'may matter',
    bad: 'does not work',
    skipped: 'nothing to check',
  } satisfies Record<DoctorLine['state'], string>,
  waiting: 'Not checked yet.',
  running: 'Checking…',
  good: {
    loopback4: 'The browser can bring a sign-in back to 127.0.0.1.',
    loopback6: 'The browser can bring a sign-in back to [::1].',
    browser: (name: string) => `Sign-ins open in ${name}.`,
    direct: 'Connections go out directly, without a proxy.',
    through: (proxies: readonly string[]) =>
      `Connections go through ${list(proxies)}, which ${proxies.length === 1 ? 'answers' : 'answer'}.`,
    provider: (hosts: readonly string[]) =>
      `${list(hosts)} ${hosts.length === 1 ? 'answers' : 'answer'} over a secure connection.`,
    clock: (seconds: number) =>
      Math.abs(seconds) < 2
        ? 'Agrees with the servers.'
        : `Within ${plural(Math.abs(seconds), 'second')} of the servers.`,
  },
  noIpv6:
    'This computer has no IPv6. That rarely matters: sign-ins return over IPv4 unless a provider insists.',
  noIpv4:
    'Nothing on this computer can be reached at 127.0.0.1, where sign-ins return. Usually a firewall or a virus scanner is in the way: allow Keyfob there.',
  noBrowser: 'No program is set to open web pages. Choose a default browser in your system’s settings.',
  proxySilent: (proxy: string) =>
    `${proxy} sits between this computer and the network, and does not answer. Check its address, or your VPN.`,
  nobodyAsked: 'There was nothing to compare it with, because no server was asked.',
  clockWrong: (seconds: number) =>
    `${lengthInWords(Math.abs(seconds) * 1000)} ${seconds > 0 ? 'ahead of' : 'behind'} the servers. Sign-ins fail when it is off by more than a minute: let the system set it automatically.`,
} as const
