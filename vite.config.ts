import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { EnvironmentOptions, Rolldown } from 'vite'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { listModules } from './scripts/package/list-modules.mjs'

const projectRoot = import.meta.dirname
const fromRoot = (path: string) => resolve(projectRoot, path)

const patient = { testTimeout: 20_000, hookTimeout: 20_000 }
/** Each file of the desktop tests brings a display, a session bus and a keyring of its own. */
const twoFilesAtATime = { fileParallelism: true, maxWorkers: 2 }
/** Of these every file of the window's tests would load a thousand modules each. */
const bundledOnce = (include: string[]) => ({
  // Two of it would not know of each other's work.
  deps: { optimizer: { client: { enabled: true, include, exclude: ['react-dom'] } } },
})
/** Files share a process and what they import: nothing in main keeps state in a module, and loading it takes longest. */
const oneProcess = { isolate: false }

/**
 * `debug` paints its lines with supports-color where there happens to be one: of the tools that are installed here none
 * ships.
 */
const notBundled = ['electron', 'keytar', 'supports-color']

/** What takes long and is a small file would begin last, and then run while the other processor has nothing to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith('desktop/soak.test.ts')
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  root: fromRoot('renderer'),
  base: './',
  plugins: [react(), listModules()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: fromRoot('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
      },
    },
    main: nodeBundle('electron/main.ts', 'dist/main', {
      format: 'cjs',
      entryFileNames: 'app.cjs',
      chunkFileNames: 'chunks/[name]-[hash].cjs',
      // One letter more would double what the text takes, and have it decoded before it is run.
      charset: 'ascii',
      comments: { legal: true, annotation: false, jsdoc: false },
      plugins: [startsWith('electron/start.cjs')],
    }),
    sandbox: nodeBundle('electron/sandbox/server-process.ts', 'dist/sandbox', {
      format: 'es',
      entryFileNames: 'server-process.mjs',
      codeSplitting: false,
    }),
    listing: nodeBundle('electron/vault/list-process.ts', 'dist/listing', {
      format: 'cjs',
      entryFileNames: 'list-process.cjs',
      codeSplitting: false,
    }),
    preload: nodeBundle('electron/preload.ts', 'dist/preload', {
      format: 'cjs',
      entryFileNames: 'preload.cjs',
      codeSplitting: false,
    }),
  },
  test: {
    root: projectRoot,
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      suite('unit', ['test/**/*.test.{ts,tsx}'], {
        exclude: ['test/{renderer,flow,desktop,installed}/**'],
        ...patient,
        ...oneProcess,
      }),
      suite('renderer', ['test/renderer/**/*.test.{ts,tsx}'], {
        environment: 'happy-dom',
        // A new window for each file in one process: loading the DOM took longer than the tests of many a file.
        pool: 'vmThreads',
        testTimeout: 20_000,
        ...bundledOnce(['lucide-react', 'react-aria-components', 'simple-icons']),
      }),
      suite('flow', ['test/flow/**/*.test.ts'], { ...patient, ...oneProcess }),
      suite('desktop', ['test/desktop/**/*.test.ts'], {
        ...oneAppAtATime(),
        ...twoFilesAtATime,
        ...oneProcess,
      }),
      suite('installed', ['test/installed/**/*.test.ts'], oneAppAtATime()),
      suite('tour', ['test/desktop/tour.ts'], oneAppAtATime()),
      suite('soak', ['test/soak/soak.ts'], oneAppAtATime()),
      suite('bench', ['test/bench/bench.ts'], oneAppAtATime()),
    ],
  },
})

/** A bundle that Node runs. Everything is in it but Node, Electron, and keytar with its native binary. */
function nodeBundle(entry: string, outDir: string, output: Rolldown.OutputOptions): EnvironmentOptions {
  return {
    consumer: 'server',
    // Clients of this build, as JSON text (docs/providers.md); none is in the repository.
    define: {
      __KEYFOB_CLIENTS__: JSON.stringify(process.env.KEYFOB_CLIENTS ?? ''),
      // Where updates come from and who signs them (docs/updates.md); none is in the repository.
      __KEYFOB_UPDATES__: JSON.stringify(process.env.KEYFOB_UPDATES ?? ''),
    },
    resolve: {
      noExternal: true,
      external: notBundled,
      builtins: [/^node:/, ...builtinModules],
    },
    build: {
      outDir: fromRoot(outDir),
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      reportCompressedSize: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: fromRoot(entry),
        external: [...notBundled, /^node:/, ...builtinModules],
        output,
        checks: { eval: false },
      },
    },
  }
}

/** The package's main file, which runs the bundle and takes it for ASCII. */
function startsWith(file: string): Rolldown.Plugin {
  return {
    name: 'starts-with',
    generateBundle(_options, bundle) {
      const strange = Object.values(bundle).find((part) => part.type === 'chunk' && !isAscii(part.code))
      if (strange) this.error(`${strange.fileName} is not ASCII`)
      this.emitFile({ type: 'asset', fileName: 'main.cjs', source: readFileSync(fromRoot(file), 'utf8') })
    },
  }
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}

function suite(
  name: string,
  include: string[],
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return { root: projectRoot, test: { name, include, environment: 'node', ...test } }
}

/** File after file, each in a process of its own. */
function oneAppAtATime(): TestProjectInlineConfiguration['test'] {
  return {
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 5_000 } },
  }
}
