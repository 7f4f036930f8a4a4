export type Button = { readonly label: string; readonly name: string | undefined; readonly value: string }

export type Form = {
  readonly action: string
  /** What is sent besides the pressed button: texts, hidden fields, and ticked boxes. */
  readonly fields: readonly (readonly [string, string])[]
  readonly buttons: readonly Button[]
}

/** The forms of a page as a browser would send them. Knows as much HTML as the sandbox writes. */
export function readForms(html: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(
    ([, attributes = '', content = '']) => ({
      action: attributeOf(attributes, 'action') ?? '',
      fields: [...content.matchAll(/<input\b([^>]*)>/g)].flatMap(([, input = '']) => readField(input)),
      buttons: [...content.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(
        ([, button = '', label = '']) => ({
          label: attributeOf(button, 'aria-label') ?? decode(label.replace(/<[^>]*>/g, '').trim()),
          name: attributeOf(button, 'name'),
          value: attributeOf(button, 'value') ?? '',
        }),
      ),
    }),
  )
}

function readField(input: string): (readonly [string, string])[] {
  const name = attributeOf(input, 'name')
  const isUnticked = attributeOf(input, 'type') === 'checkbox' && !/\schecked\b/.test(input)
  return name === undefined || isUnticked ? [] : [[name, attributeOf(input, 'value') ?? '']]
}

function attributeOf(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : decode(value)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole)
}
