import type { Account } from '../../../shared/account'
import type { KeyfobApi } from '../../../shared/keyfob-api'
import type { Page, ResourceSummary, Row } from '../../../shared/resource'

const columns: ResourceSummary['columns'] = [
  { key: 'name', label: 'Name', type: 'text' },
  { key: 'status', label: 'State', type: 'state' },
  { key: 'region.slug', label: 'Region', type: 'text' },
  { key: 'memory', label: 'Memory', type: 'bytes' },
  { key: 'address', label: 'Address', type: 'text' },
]
const names = [
  'web',
  'worker',
  'db-replica',
  'ci-runner',
  'staging',
  'metrics',
  'vpn',
  'bastion',
  'mail-out',
  'preview',
]
const regions = ['fra1', 'ams3', 'nyc1', 'lon1', 'sfo3']
const states = ['active', 'active', 'active', 'off', 'active', 'archive', 'active']

export function resourcesOf(account: Account): readonly ResourceSummary[] {
  const plain = (id: string, label: string, icon: string, scope: string): ResourceSummary => ({
    id,
    label,
    icon,
    columns,
    missingScopes: account.scopes.granted.includes(scope) ? [] : [scope],
    children: [],
  })
  if (account.providerId === 'sandbox')
    return [
      {
        ...plain('servers', 'Servers', 'server', 'servers:read'),
        children: [{ id: 'snapshots', label: 'Snapshots', columns: columns.slice(0, 2) }],
      },
      plain('buckets', 'Buckets', 'archive', 'buckets:read'),
      plain('invoices', 'Invoices', 'receipt', 'invoices:read'),
    ]
  return [
    {
      ...plain('droplets', 'Droplets', 'server', 'droplet:read'),
      children: [{ id: 'snapshots', label: 'Snapshots', columns: columns.slice(0, 2) }],
    },
    plain('databases', 'Databases', 'database', 'database:read'),
    plain('domains', 'Domains', 'globe', 'domain:read'),
    plain('apps', 'Apps', 'box', 'app:read'),
    plain('kubernetes', 'Kubernetes', 'ship-wheel', 'kubernetes:read'),
  ]
}

export function makeRow(index: number): Row {
  const name = `${names[index % names.length]}-${String(index + 1).padStart(2, '0')}`
  const status = states[index % states.length] ?? 'active'
  const region = regions[index % regions.length] ?? 'fra1'
  const memory = [4, 8, 16, 2, 1][index % 5] ?? 4
  const address = `203.0.113.${(index * 7) % 250}`
  return {
    id: String(482_910_300 + index),
    title: name,
    cells: [name, status, region, memory * 1024 ** 3, address],
    webUrl: `https://cloud.example/droplets/${index}`,
    json: JSON.stringify({
      id: 482_910_300 + index,
      name,
      memory: memory * 1024 ** 3,
      vcpus: 4,
      locked: false,
      status,
      image: 'Debian 12',
      created_at: '2026-03-14T09:12:00Z',
      address,
      region: { slug: region, name: 'Frankfurt 1' },
      tags: ['jobs', 'eu'],
    }),
  }
}

/** `total` rows in pages of `size`; `next` is the index at which the page starts. */
export function pagesOf(total: number, size: number) {
  return (request: Parameters<KeyfobApi['listRows']>[0]): Page => {
    const from = Number(request.next ?? 0)
    const until = Math.min(total, from + size)
    return {
      rows: Array.from({ length: until - from }, (_, index) => makeRow(from + index)),
      ...(until < total ? { next: String(until) } : {}),
      total,
      rateLimit: { remaining: 4986 - from / size, limit: 5000, resetsAt: Date.now() + 1_800_000 },
    }
  }
}
