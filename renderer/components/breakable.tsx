import { Fragment } from 'react'

/** An address that is broken after its slashes and between its parameters, rather than in the middle of a word. */
export function Breakable({ children }: { readonly children: string }) {
  let from = 0
  return children.split(/(?<=[/?&=])(?!\/)/).map((part) => {
    const key = from
    from += part.length
    return (
      <Fragment key={key}>
        {key > 0 && <wbr />}
        {part}
      </Fragment>
    )
  })
}
