export interface AskedOfFpm {
  readonly options: Readonly<Record<string, string>>
  readonly depends: readonly string[]
  readonly recommends: readonly string[]
  readonly files: readonly { readonly from: string; readonly to: string }[]
}

export function readArguments(line: readonly string[]): AskedOfFpm
