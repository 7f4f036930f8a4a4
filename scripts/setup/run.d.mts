export function isOnPath(command: string): boolean
export function pathOf(command: string): string | undefined
