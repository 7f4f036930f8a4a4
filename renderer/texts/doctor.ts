import type { DoctorCheck, DoctorLine } from '../../shared/doctor'
import { lengthInWords, list, plural } from '../format'

export const doctorText = {
  title: 'Sign-in doctor',
  open: 'Open the Sign-in doctor',
  openWords: 'Looks at everything a sign-in needs: keychain, browser, clock, network, providers.',
  groups: { computer: 'This computer', network: 'Network', providers: 'Providers' },
  beginning: 'Looking…',
  checking: (ended: number, all: number) => `Looking… ${ended} of ${all}`,
  allWell: 'Everything a sign-in needs works.',
  troubles: (amount: number) => `${plural(amount, 'thing needs', 'things need')} you.`,
  stopped: 'Stopped. What has not been looked at is not known.',
  cancel: 'Stop',
  again: 'Look again',
  everyProvider: 'Check every provider',
  everyProviderWords: (amount: number) =>
    amount === 0
      ? 'No account is at a provider outside this computer, so none was asked.'
      : 'Only providers with an account were asked.',
  tryAgain: 'Try again',
  unlock: 'Unlock the keychain',
  openBrowserSettings: 'Default apps…',
  openClockSettings: 'Date and time…',
  openNetworkTab: 'Network settings',
  restart: 'Restart Keyfob',
  noSettingsProgram: 'This desktop has no settings program that Keyfob knows. Open its settings by hand.',
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
    waiting: 'not looked at',
    running: 'looking',
    good: 'works',
    warn: 'may matter',
    bad: 'does not work',
    skipped: 'nothing to look at',
  } satisfies Record<DoctorLine['state'], string>,
  waiting: 'Not looked at yet.',
  running: 'Looking…',
  good: {
    loopback4: 'The browser can bring the answer of a sign-in back to 127.0.0.1.',
    loopback6: 'The browser can bring the answer of a sign-in back to [::1].',
    browser: (name: string) => `Sign-ins open in ${name}.`,
    direct: 'Connections go straight out; no proxy is in between.',
    through: (proxies: readonly string[]) =>
      `Connections go through ${list(proxies)}, which ${proxies.length === 1 ? 'answers' : 'answer'}.`,
    provider: (hosts: readonly string[]) =>
      `${list(hosts)} ${hosts.length === 1 ? 'answers' : 'answer'} over a safe connection.`,
    clock: (seconds: number) =>
      Math.abs(seconds) < 2
        ? 'Agrees with the servers.'
        : `Agrees with the servers to ${plural(Math.abs(seconds), 'second')}.`,
  },
  noIpv6:
    'This computer has no IPv6 of its own. That hardly ever matters: sign-ins come back over IPv4 unless a provider insists.',
  noIpv4:
    'This computer cannot be called on its own address 127.0.0.1, where the browser brings the answer. A firewall or virus scanner usually stands in the way: allow Keyfob there.',
  noBrowser: 'No program is set to open web pages. Choose a default browser in the settings of your system.',
  proxySilent: (proxy: string) =>
    `${proxy} stands between this computer and the network, and does not answer. Check its address, or the VPN.`,
  nobodyAsked: 'There is nothing to compare with, as no server was asked.',
  clockWrong: (seconds: number) =>
    `${lengthInWords(Math.abs(seconds) * 1000)} ${seconds > 0 ? 'ahead of' : 'behind'} the servers. Sign-ins fail when it is more than a minute: set the clock by the network.`,
} as const
