export function updateSettings(
  targets: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>>
