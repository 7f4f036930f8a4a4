import type { Plugin } from 'vite'

export const moduleLists: string
export function listModules(): Plugin
