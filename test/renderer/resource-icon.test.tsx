import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { catalogue } from '../../electron/providers/catalogue'
import { ResourceIcon } from '../../renderer/components/resource-icon'

afterEach(cleanup)

const named = new Set(catalogue.flatMap((provider) => provider.resources.map((resource) => resource.icon)))

it.each([...named])('the icon %s, which a provider file names, is drawn', (name) => {
  const { container } = render(<ResourceIcon name={name} />)
  expect(container.querySelector('svg')?.getAttribute('class')).toContain(`lucide-${name}`)
})

it('an icon that nobody drew is a box, also when its name is one of the language', () => {
  for (const name of ['no-such-icon', 'constructor', '__proto__']) {
    const { container } = render(<ResourceIcon name={name} />)
    expect(container.querySelector('.lucide-box')).not.toBeNull()
  }
})
