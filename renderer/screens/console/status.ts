import type { BadgeProps } from '../../components/badge'

/** RFC 9110 §15, as far as APIs use it. */
const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** "404 Not Found" */
export function statusWords(status: number): string {
  return [status, phrases[status]].filter(Boolean).join(' ')
}

export function statusTone(status: number): BadgeProps['tone'] {
  if (status < 300) return 'good'
  return status < 500 ? 'warn' : 'bad'
}
