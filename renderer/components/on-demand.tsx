import { type ComponentType, lazy, useState } from 'react'

/**
 * A component whose code comes when it is first wanted, or before by `preload`. Once the code is there it renders at
 * once: React's own `lazy` would show its fallback for a moment even then.
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined
  let loading: Promise<ComponentType<Props>> | undefined

  function preload() {
    loading ??= load().then((component) => {
      loaded = component
      return component
    })
    return loading
  }

  const Waiting = lazy(async () => ({ default: await preload() }))

  function OnDemand(props: Props) {
    const [Component] = useState<ComponentType<Props>>(() => loaded ?? Waiting)
    return <Component {...props} />
  }
  return Object.assign(OnDemand, { preload })
}
