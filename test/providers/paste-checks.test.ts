import { describe, expect, test } from 'vitest'
import { checkPaste } from '../../electron/accounts/paste-checks'
import { catalogue, findProvider } from '../../electron/providers/catalogue'

const github = { clientId: 'Ov23liABCDEFGHIJKLMN', credential: 'a1'.repeat(20) }

function check(pasted: { clientId: string; credential?: string }, providerId = 'github') {
  return checkPaste(pasted, findProvider(providerId), catalogue)
}

const found = (pasted: { clientId: string; credential?: string }, providerId?: string) =>
  check(pasted, providerId).findings.map(({ field, what, weight }) => `${weight} ${field} ${what}`)

describe('what a person pastes as a client', () => {
  test('is taken as it is when nothing is wrong with it', () => {
    expect(check(github)).toEqual({ ...github, findings: [], savable: true })
  })

  test.each([
    ['white space', `  ${github.clientId}\n`, 'whitespace'],
    ['a zero-width space', `\u200b${github.clientId}`, 'whitespace'],
    ['quotation marks', `"${github.clientId}"`, 'quotes'],
    ['curly quotation marks and a comma', `“${github.clientId}”,`, 'quotes'],
    ['its label', `Client ID: ${github.clientId}`, 'label'],
    ['the name of a variable', `CLIENT_ID=${github.clientId}`, 'label'],
  ])('loses %s around it', (_, clientId, what) => {
    const checked = check({ ...github, clientId })
    expect(checked.clientId).toBe(github.clientId)
    expect(checked.findings).toEqual([{ field: 'clientId', what, weight: 'cured' }])
    expect(checked.savable).toBe(true)
  })

  test('is refused with letters that only look right, which are named', () => {
    const checked = check({ ...github, clientId: github.clientId.replace('A', 'А') })
    expect(checked.savable).toBe(false)
    expect(checked.findings[0]).toMatchObject({ what: 'lookalike', subject: 'А' })
  })

  test('never has any of its secret in a finding', () => {
    const checked = check({ ...github, credential: github.credential.replace('a', 'а') })
    expect(checked.findings).toContainEqual({ field: 'credential', what: 'lookalike', weight: 'wrong' })
    expect(JSON.stringify(checked.findings)).not.toContain('а')
  })

  test('is refused when the two are in each other’s place, or the same twice', () => {
    expect(found({ clientId: github.credential, credential: github.clientId })).toContain(
      'wrong clientId swapped',
    )
    expect(found({ clientId: github.credential, credential: 'zzz' })).toContain(
      'wrong clientId id_is_credential',
    )
    expect(found({ ...github, credential: github.clientId })).toContain('wrong credential same')
  })

  test('is doubted when it has the shape of another provider’s, which is named', () => {
    const checked = check({ ...github, clientId: '1234-abc.apps.googleusercontent.com' })
    expect(checked.findings).toContainEqual({
      field: 'clientId',
      what: 'other_provider',
      weight: 'doubt',
      subject: 'Google',
    })
    expect(checked.savable).toBe(true)
  })

  test('is doubted, and not refused, when its shape is new', () => {
    expect(found({ ...github, clientId: 'Zz99' })).toEqual(['doubt clientId unusual_shape'])
  })

  test('is refused when it is an address or has a space in it', () => {
    expect(found({ ...github, clientId: 'https://github.com/settings' })).toContain('wrong clientId url')
    expect(found({ ...github, clientId: 'Ov23li ABCDEF' })).toContain('wrong clientId inner_whitespace')
    expect(found({ ...github, clientId: ' "" ' })).toContain('wrong clientId not_text')
  })

  test('is told of a secret that is missing, or that the provider refuses', () => {
    expect(found({ clientId: github.clientId })).toEqual(['doubt credential credential_missing'])
    const id = '11111111-2222-3333-4444-555555555555'
    expect(found({ clientId: id, credential: 'x'.repeat(36) }, 'microsoft')).toEqual([
      'wrong credential credential_not_wanted',
    ])
    expect(found({ clientId: id }, 'microsoft')).toEqual([])
  })
})
