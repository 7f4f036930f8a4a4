import { type FailureWords, upperFirst } from './words'

const untouched = 'Your access is not affected.'

/** What goes wrong between here and a server. None of it ends an account. */
export const failuresOfTheNetwork = {
  name_not_resolved: {
    title: ({ machine }) => `${upperFirst(machine)} cannot be found`,
    happened: `The name could not be looked up. ${untouched}`,
    causes: [
      'No connection, or a DNS server that does not answer.',
      'A company address that only exists inside its VPN.',
      'A typing mistake in the address.',
    ],
    advice: 'Check the connection, then try again.',
    action: 'try_again',
    tone: 'warn',
  },
  offline: {
    title: 'You are offline',
    happened: `This computer is not connected to a network. ${untouched}`,
    advice: 'Connect to a network. Keyfob continues by itself once you are back online.',
    action: 'try_again',
    tone: 'warn',
  },
  connection_refused: {
    title: ({ machine }) => `${upperFirst(machine)} refuses the connection`,
    happened: `The machine is there, but nothing is listening at that address. ${untouched}`,
    causes: ['The service is down or restarting.', 'A wrong port in the address.', 'A firewall.'],
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  connection_broken: {
    title: 'The connection broke off',
    happened: ({ machine }) =>
      `${upperFirst(machine)} was reached, but the connection dropped halfway. ${untouched}`,
    advice: 'Try again.',
    action: 'try_again',
    tone: 'warn',
  },
  network_timeout: {
    title: ({ machine }) => `${upperFirst(machine)} did not answer in time`,
    happened: `Keyfob waited as long as is sensible, then gave up. ${untouched}`,
    advice: 'Try again; a slow network often needs a second attempt.',
    action: 'try_again',
    tone: 'warn',
  },
  certificate_self_signed: {
    title: ({ machine }) => `${upperFirst(machine)} vouches only for itself`,
    happened: 'Its certificate is signed by nobody this computer trusts, so no token was sent.',
    causes: ['A company server with a certificate of its own.', 'A program or network that is listening in.'],
    advice:
      'If it is your company’s server, choose its authority’s file in Settings → Network. Otherwise, do not continue.',
    action: 'try_again',
  },
  certificate_expired: {
    title: ({ machine }) => `The certificate of ${machine} has expired`,
    happened: 'A certificate is valid only for a time, and this one is not valid now. No token was sent.',
    causes: ['The clock of this computer is wrong.', 'The operator forgot to renew it.'],
    advice: 'Check the date of this computer first, then try again.',
    action: 'try_again',
  },
  certificate_untrusted: {
    title: ({ machine }) => `${upperFirst(machine)} could not prove who it is`,
    happened:
      'Its certificate does not lead to anyone this computer trusts, or is for another name. No token was sent.',
    causes: [
      'A company proxy or virus scanner that opens encrypted connections.',
      'A network that wants you to sign in first.',
    ],
    advice:
      'In a company network, ask for its authority’s file and choose it in Settings → Network. Otherwise, try another network.',
    action: 'try_again',
  },
  tls_failed: {
    title: 'No secure connection was possible',
    happened: ({ machine }) =>
      `This computer and ${machine} could not agree on how to encrypt the connection. No token was sent.`,
    advice: 'Try another network. An old proxy in between is the usual reason.',
    action: 'try_again',
  },
  proxy_needs_sign_in: {
    title: 'The proxy wants a name and a password',
    happened: `The network uses a proxy that asks for a name and a password, and Keyfob cannot give it any. ${untouched}`,
    advice:
      'Ask whoever runs the network to let Keyfob through without, or run a proxy on this computer that signs in for you, such as Px or Cntlm, and enter it in Settings → Network.',
    action: 'try_again',
    tone: 'warn',
  },
  proxy_unreachable: {
    title: 'The proxy does not answer',
    happened: `A proxy stands between Keyfob and the network, and it cannot be reached. ${untouched}`,
    advice:
      'Check it in Settings → Network or in your system’s network settings, or check your VPN, then try again.',
    action: 'try_again',
    tone: 'warn',
  },
  authority_file_refused: {
    title: ({ subject }) => `${subject ?? 'The file'} is not a certificate authority`,
    happened: 'Only a file with certificate authorities (PEM) can be trusted. Nothing was changed.',
    causes: [
      'It is the certificate of one server, not of the authority that signed it.',
      'It is in another format: PEM begins with “-----BEGIN CERTIFICATE-----”.',
      'It is damaged, or cannot be read.',
    ],
    advice: 'Ask whoever runs the network for the root certificate as a PEM file, then choose that.',
    action: 'try_again',
  },
  network_failed: {
    title: ({ machine }) => `${upperFirst(machine)} could not be reached`,
    happened: `The network failed in an unusual way. ${untouched}`,
    advice: 'Check the connection, then try again.',
    action: 'try_again',
    tone: 'warn',
  },
} satisfies Record<string, FailureWords>
