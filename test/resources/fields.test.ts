import { describe, expect, test } from 'vitest'
import type { Resource } from '../../electron/providers/provider'
import { toRow } from '../../electron/resources/fields'

const resource: Resource = {
  id: 'things',
  label: 'Things',
  icon: 'box',
  url: '{base}/things',
  itemsPath: '',
  idField: 'id',
  titleField: 'name',
  paging: { style: 'none' },
  scopes: [],
  webUrl: { template: 'https://console.example/things/{id}' },
  columns: [
    { label: 'Name', field: 'name', type: 'text' },
    { label: 'Region', field: 'region.slug', type: 'text' },
    { label: 'Tags', field: 'tags', type: 'text' },
    { label: 'Price', field: 'cents', type: 'money', currencyField: 'currency', hundredths: true },
  ],
}

describe('a row', () => {
  test('takes what its columns name from wherever it is in the item', () => {
    const item = {
      id: 7,
      name: 'web',
      region: { slug: 'fra1' },
      tags: ['a', 'b'],
      cents: 1234,
      currency: 'EUR',
    }
    const row = toRow(item, resource, 'place')

    expect(row).toMatchObject({
      id: '7',
      title: 'web',
      cells: ['web', 'fra1', 'a, b', '12.34 EUR'],
      webUrl: 'https://console.example/things/7',
    })
    expect(JSON.parse(row.json)).toEqual(item)
  })

  test.each([{}, null, 'text', 42, [], { name: null, region: 'flat', cents: 'many' }])(
    'an item without its fields is a row with empty cells: %j',
    (item) => {
      const row = toRow(item, resource, 'page 1 #3')
      expect(row.id).toBe('page 1 #3')
      expect(row.cells).toHaveLength(4)
      expect(row.webUrl).toBeUndefined()
    },
  )

  test('a web address of another scheme is left out, and an id cannot leave its place in one', () => {
    const linked: Resource = { ...resource, webUrl: { field: 'url' } }
    expect(toRow({ id: 1, url: 'javascript:alert(1)' }, linked, '').webUrl).toBeUndefined()
    expect(toRow({ id: '../../x?y' }, resource, '').webUrl).toBe(
      'https://console.example/things/..%2F..%2Fx%3Fy',
    )
  })

  test('an item of nothing but brackets takes no more room than what was sent', () => {
    const deep = JSON.parse(`${'['.repeat(97)}${'[],'.repeat(1_000)}[]${']'.repeat(97)}`) as unknown
    const item = { id: 1, deep }
    expect(toRow(item, resource, '').json).toBe(JSON.stringify(item))
  })
})
