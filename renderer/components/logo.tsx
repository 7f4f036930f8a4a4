import { useId } from 'react'

/** The app's own mark: a key on an indigo tile. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  const gradient = useId()
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#6a6fe8" />
          <stop offset="1" stopColor="#383cae" />
        </linearGradient>
      </defs>
      <rect width="24" height="24" rx="6.5" fill={`url(#${gradient})`} />
      <g fill="none" stroke="#f4dca0" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="14.2" cy="9.8" r="3.6" />
        <path d="m11.6 12.4-5 5M8.3 15.7l1.7 1.7M14.7 9.3h.01" />
      </g>
    </svg>
  )
}
