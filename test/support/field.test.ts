import { describe, expect, test } from 'vitest'
import { field, fillBase, textField } from '../../electron/support/field'

const emails = [
  { email: 'old@acme.example', primary: false, verified: true },
  { email: 'new@acme.example', primary: true, verified: true },
]

describe('a path into an answer', () => {
  test('leads through members and places in lists', () => {
    expect(field({ links: [{ href: 'x' }] }, 'links[0].href')).toBe('x')
    expect(field({ '@odata.nextLink': 'x' }, '@odata.nextLink')).toBe('x')
    expect(field(emails, '1.email')).toBe('new@acme.example')
  })

  test('finds the first member of which something is true, in objects and in lists', () => {
    const page = { properties: { Tags: { type: 'select' }, Task: { type: 'title', title: ['x'] } } }
    expect(field(page, 'properties.*[type=title].title[0]')).toBe('x')
    expect(textField(emails, '*[primary=true][verified=true].email')).toBe('new@acme.example')
    expect(textField(emails, '*[primary=true][verified=false].email')).toBeUndefined()
  })

  test('has an alternative where it leads nowhere', () => {
    expect(field({ b: 2 }, 'a.x | b | c')).toBe(2)
    expect(field({ a: 1, b: 2 }, 'a | b')).toBe(1)
    expect(field({ c: null }, 'a | b')).toBeUndefined()
  })

  test('finds nothing that is inherited, no matter what stands in the answer, and does not throw', () => {
    const odd = [null, 1, 'text', [], { type: { toString: 1, valueOf: 1 } }, { type: null }, { type: 7 }]
    for (const wanted of ['title', 'null', '7', 'undefined', 'function', 'object'])
      expect(field(odd, `*[type=${wanted}]`)).toBeUndefined()
    expect(field([{}], '*[constructor=Object]')).toBeUndefined()
    expect(field('text', '*[length=1]')).toBeUndefined()
  })

  test('looks for a member among the first thousand', () => {
    const many = Array.from({ length: 1_001 }, (_, index) => ({ kind: `k${index}`, index }))
    expect(field(many, '*[kind=k999].index')).toBe(999)
    expect(field(many, '*[kind=k1000].index')).toBeUndefined()
  })
})

test('an address of a server’s own is filled in as it is, whatever is in it', () => {
  expect(fillBase('{base}/a/{base}?{id}', 'https://x.test/$&')).toBe(
    'https://x.test/$&/a/https://x.test/$&?{id}',
  )
})
