// npm test: everything that can be shown on this machine, each part even when an earlier one failed.
import { install, needNode, runNode, ROOT } from './install.mjs'
import { check, finish, playwright, vitest } from './phases.mjs'
import { build, generate } from './prepare.mjs'

needNode()
process.chdir(ROOT)
install({ tests: true })
check('generate', generate)
check('types', () => runNode('node_modules/typescript/bin/tsc', ['--noEmit']))
check('lint', () => runNode('node_modules/eslint/bin/eslint.js', ['--max-warnings', '0', '.']))
vitest('unit')
vitest('integration')
check('build', build)
playwright()
finish()
