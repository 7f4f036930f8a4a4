import type { FlowKind, ProviderSummary, ScopeSummary } from '../../../shared/provider-summary'

function scope(
  name: string,
  label: string,
  explanation: string,
  rest: Partial<ScopeSummary> = {},
): ScopeSummary {
  return { name, label, explanation, required: false, preselected: false, changes: false, ...rest }
}

const profile = scope('profile', 'Profile', 'See your name and picture', {
  required: true,
  preselected: true,
})

function provider(
  id: string,
  name: string,
  description: string,
  rest: Partial<ProviderSummary> & { readonly flows?: readonly FlowKind[] } = {},
): ProviderSummary {
  return {
    id,
    name,
    description,
    category: 'cloud',
    flows: ['authorization_code'],
    scopes: [profile],
    needsClient: false,
    ...rest,
  }
}

export const sandbox = provider('sandbox', 'Sandbox Cloud', 'Try everything here, no account needed', {
  category: 'sandbox',
  flows: ['authorization_code', 'device_code', 'client_credentials'],
  scopes: [
    scope('openid', 'Sign-in', 'Know which account it is', { required: true, preselected: true }),
    profile,
    scope('email', 'E-mail', 'See your e-mail address', { preselected: true }),
    scope('servers:read', 'Servers', 'See your servers, their sizes and addresses', { preselected: true }),
    scope('buckets:read', 'Buckets', 'See your storage buckets and the names of the files in them', {
      preselected: true,
    }),
    scope('invoices:read', 'Invoices', 'See what you were billed'),
    scope('servers:write', 'Change servers', 'Create, rename and delete servers', { changes: true }),
  ],
})

export const digitalocean = provider(
  'digitalocean',
  'DigitalOcean',
  'Droplets, databases, domains and apps',
  {
    mark: 'digitalocean',
    scopes: [
      scope('account:read', 'Account', 'See your name, e-mail address and team', {
        required: true,
        preselected: true,
      }),
      scope('droplet:read', 'Droplets', 'See your droplets and their addresses', { preselected: true }),
      scope('database:read', 'Databases', 'See your database clusters', { preselected: true }),
      scope('domain:read', 'Domains', 'See your domains and their records', { preselected: true }),
      scope('app:read', 'Apps', 'See your apps and their deployments'),
      scope('kubernetes:read', 'Kubernetes', 'See your clusters and node pools'),
    ],
    grantedAppsUrl: 'https://cloud.digitalocean.com/account/api/access',
  },
)

export const github = provider('github', 'GitHub', 'Repositories, issues and organisations', {
  mark: 'github',
  category: 'code',
  lastingTokens: true,
  flows: ['device_code', 'authorization_code'],
  ways: [
    {
      flow: 'device_code',
      recommended: true,
      why: 'Needs no client secret: you type a short code on the page of GitHub',
      needsCredential: false,
    },
    {
      flow: 'authorization_code',
      recommended: false,
      why: 'GitHub insists on a client secret for this way',
      needsCredential: true,
    },
  ],
  clientOrigin: 'shipped',
  unverified: {
    tokens: 'How long a refresh token lives is not stated anywhere.',
    resources: 'The limit of the search was seen once and is not documented.',
  },
  scopes: [
    scope('read:user', 'Profile', 'See your profile', { required: true, preselected: true }),
    scope('public_repo', 'Public repositories', 'See your public repositories', { preselected: true }),
    scope('repo', 'Private repositories', 'See and change your private repositories', { changes: true }),
  ],
})

export const google = provider('google', 'Google', 'Drive files, names only', {
  mark: 'google',
  category: 'files',
  needsClient: true,
  docsUrl: 'https://developers.google.com/identity/protocols/oauth2/native-app',
  consoleUrl: 'https://console.cloud.google.com/auth/clients',
  cautions: ['While the project is in testing, access ends after seven days.'],
  scopes: [
    profile,
    scope('drive.metadata', 'Drive files, names only', 'See the names of your files', { preselected: true }),
  ],
})

export const microsoft = provider('microsoft', 'Microsoft', 'OneDrive files and profile', {
  category: 'work',
  scopes: [
    profile,
    scope('Files.Read', 'OneDrive files', 'See your files in OneDrive', { preselected: true }),
  ],
})

export const gitlab = provider('gitlab', 'GitLab', 'Projects and groups, also on your own server', {
  mark: 'gitlab',
  category: 'code',
  needsClient: true,
  base: {
    label: 'Address of your GitLab',
    example: 'https://gitlab.example.com',
    preset: 'https://gitlab.com',
    known: ['https://git.acme.example'],
  },
})

export const providers: readonly ProviderSummary[] = [
  sandbox,
  digitalocean,
  github,
  google,
  microsoft,
  gitlab,
  provider('dropbox', 'Dropbox', 'Files and folders', { mark: 'dropbox', category: 'files' }),
  provider('huggingface', 'Hugging Face', 'Models, data sets and spaces', { mark: 'huggingface' }),
  provider('box', 'Box', 'Files and folders', { mark: 'box', category: 'files' }),
  provider('bitbucket', 'Bitbucket', 'Repositories and workspaces', { mark: 'bitbucket', category: 'code' }),
  provider('slack', 'Slack', 'Channels and members', { category: 'work' }),
  provider('netlify', 'Netlify', 'Sites and deploys', { mark: 'netlify' }),
  provider('linode', 'Linode', 'Instances and volumes'),
]
