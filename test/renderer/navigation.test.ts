import { describe, expect, it } from 'vitest'
import { createNavigation } from '../../renderer/navigation'

describe('navigation', () => {
  it('goes back the way it came, and forward again', () => {
    const navigation = createNavigation()
    navigation.go({ screen: 'browse', accountId: 'a' })
    navigation.go({ screen: 'activity' })
    navigation.back()
    expect(navigation.current()).toEqual({ screen: 'browse', accountId: 'a' })
    navigation.back()
    navigation.back()
    expect(navigation.current()).toEqual({ screen: 'accounts' })
    expect(navigation.canGoBack()).toBe(false)
    navigation.forward()
    expect(navigation.current()).toEqual({ screen: 'browse', accountId: 'a' })
  })

  it('forgets what lay ahead when it takes another way', () => {
    const navigation = createNavigation()
    navigation.go({ screen: 'activity' })
    navigation.back()
    navigation.go({ screen: 'settings', tab: 'access' })
    navigation.forward()
    expect(navigation.current()).toEqual({ screen: 'settings', tab: 'access' })
  })

  it('does not count the same place twice, nor a place that was only filled in', () => {
    const navigation = createNavigation()
    navigation.go({ screen: 'browse' })
    navigation.go({ screen: 'browse' })
    navigation.replace({ screen: 'browse', accountId: 'a' })
    navigation.back()
    expect(navigation.current()).toEqual({ screen: 'accounts' })
  })

  it('remembers the last hundred places and no more', () => {
    const navigation = createNavigation()
    for (let index = 0; index < 500; index += 1) navigation.go({ screen: 'browse', accountId: `a${index}` })
    let steps = 0
    while (navigation.canGoBack()) {
      navigation.back()
      steps += 1
    }
    expect(steps).toBe(99)
  })
})
