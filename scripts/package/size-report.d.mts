export interface Measured {
  readonly file: string
  readonly bytes: number
  readonly bareBytes?: number
}

export const largest: number
export function sizeReport(packages: readonly Measured[]): {
  readonly lines: readonly string[]
  readonly tooLarge: readonly string[]
}
