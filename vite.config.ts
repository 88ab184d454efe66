import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  appType: 'custom',
  publicDir: false,
  css: { preprocessorOptions: { scss: { quietDeps: true, style: 'compressed' } } },
  builder: {
    buildApp: async builder => {
      await Promise.all([builder.build(builder.environments.client!), builder.build(builder.environments.ssr!)])
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/public',
        emptyOutDir: true,
        manifest: 'manifest.json',
        // Sass has already compressed it; Lightning CSS rejects a hack in govuk-frontend's service navigation.
        cssMinify: false,
        rolldownOptions: { input: { app: 'src/browser/app.ts', style: 'src/browser/app.scss' } },
      },
    },
    ssr: {
      build: {
        outDir: 'dist/server',
        emptyOutDir: true,
        ssr: true,
        target: 'node24',
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          input: { main: 'src/main.ts' },
          // Node keeps the whole map in memory: where a line came from is wanted, its text is in the sources.
          output: { entryFileNames: '[name].mjs', sourcemapExcludeSources: true },
        },
      },
    },
  },
  test: {
    globalSetup: 'src/testing/global-setup.ts',
    maxWorkers: availableParallelism(),
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // A browser on a busy machine is sometimes late for what it is asked.
          retry: 1,
        },
      },
    ],
  },
})
