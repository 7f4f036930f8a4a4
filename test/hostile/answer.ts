/** What the server sends back, or how it breaks the connection instead. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** `hang`: never answers. `reset`: breaks off before answering. `cut`: breaks off in the middle of the body. */
  readonly fault?: 'hang' | 'reset' | 'cut'
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

export function form(
  members: Readonly<Record<string, string>>,
  status = 200,
  contentType = 'application/x-www-form-urlencoded',
): Answer {
  return { status, headers: { 'content-type': contentType }, body: new URLSearchParams(members).toString() }
}

export function html(status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><h1>Please accept our terms to use this network</h1>',
  }
}

export function empty(status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: '' }
}

/** A refusal by RFC 6749 §5.2. */
export function refusal(error: string, description?: string, status = 400): Answer {
  return json({ error, ...(description === undefined ? {} : { error_description: description }) }, status)
}
