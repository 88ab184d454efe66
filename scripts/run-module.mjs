// Runs a module of ours in a process of its own, whatever it imports: node by itself reads no .tsx. Its arguments follow its path.
import path from 'node:path'
import { runnerImport } from 'vite'

const [module = ''] = process.argv.splice(2, 1)
await runnerImport(path.resolve(module))
