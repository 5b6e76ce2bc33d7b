// npm run check: the fast part of npm test, for while one works.
import { install, needNode, runNode, ROOT } from './install.mjs'
import { check, finish, vitest } from './phases.mjs'
import { generate } from './prepare.mjs'

needNode()
process.chdir(ROOT)
install({ tests: true })
check('generate', generate)
check('types', () => runNode('node_modules/typescript/bin/tsc', ['--noEmit']))
check('lint', () => runNode('node_modules/eslint/bin/eslint.js', ['--max-warnings', '0', '.']))
vitest('unit')
finish()
