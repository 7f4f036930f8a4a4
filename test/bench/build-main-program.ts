import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { projectRoot } from './stage'

/** Bundles main-program.ts as the app's own main is bundled. Returns the folder that Electron takes. */
export async function buildMainProgram(): Promise<string> {
  const folder = join(projectRoot, 'out', 'bench-main')
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron', 'keytar'] },
    build: {
      ssr: join(import.meta.dirname, 'main-program.ts'),
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'main.cjs' } },
    },
  })
  const about = { name: 'bench-main', productName: 'Keyfob bench', version: '1.0.0', main: 'main.cjs' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(about))
  return folder
}
