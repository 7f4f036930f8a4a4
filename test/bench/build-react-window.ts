import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { projectRoot } from './stage'

const floors = join(import.meta.dirname, 'floors')

/** Bundles the bare window's list as React draws it. Returns the folder that Electron takes. */
export async function buildReactWindow(): Promise<string> {
  const folder = join(projectRoot, 'out', 'bench-react')
  await build({
    configFile: false,
    root: join(floors, 'react'),
    base: './',
    // The bench runs as a test, for which React would be another one, and be called in another way.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { development: false } },
    logLevel: 'error',
    plugins: [react(), withoutCrossOrigin()],
    build: { outDir: folder, emptyOutDir: true, target: 'chrome130', modulePreload: false },
  })
  for (const file of ['main.cjs', 'package.json'])
    await copyFile(join(floors, 'window', file), join(folder, file))
  return folder
}

/** A module of a page at `file:` comes from no origin, and is refused where that is asked for: as a plain script it runs. */
function withoutCrossOrigin() {
  return {
    name: 'without-cross-origin',
    enforce: 'post' as const,
    transformIndexHtml: (html: string) => html.replace('type="module" crossorigin', 'defer'),
  }
}
