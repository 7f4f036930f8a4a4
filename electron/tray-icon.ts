/** The colour of what needs a person, as a bitmap holds it: blue, green, red, alpha. */
const colour = [0x2b, 0x30, 0xb3, 0xff] as const
const white = [0xff, 0xff, 0xff, 0xff] as const

/** A square bitmap (four bytes a pixel) with a dot in its lower right corner. */
export function withDot(bitmap: Buffer, size: number): Buffer {
  const dotted = Buffer.from(bitmap)
  const radius = size * 0.24
  const centre = size - radius - 0.5
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const distance = Math.hypot(x - centre, y - centre)
      if (distance > radius + 1) continue
      dotted.set(distance > radius - 0.5 ? white : colour, (y * size + x) * 4)
    }
  }
  return dotted
}
