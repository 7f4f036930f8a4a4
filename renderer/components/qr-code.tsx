import styles from './qr-code.module.css'

/** `rows` of 0 and 1, top to bottom; drawn dark on white in both appearances, since cameras want it so. */
export function QrCode({ rows, label }: { readonly rows: readonly string[]; readonly label: string }) {
  const size = rows.length
  return (
    <svg
      className={styles.qr}
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={rows.map((row, y) => runsOf(row, y)).join('')} />
    </svg>
  )
}

function runsOf(row: string, y: number): string {
  return Array.from(
    row.matchAll(/1+/g),
    (run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`,
  ).join('')
}
