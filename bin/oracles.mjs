// npm run oracles: against programs outside the product (pdftotext, pdfsig, …), which .ci/run installs from Debian.
import { install, needNode, ROOT } from './install.mjs'
import { finish, vitest } from './phases.mjs'
import { generate } from './prepare.mjs'

needNode()
process.chdir(ROOT)
install({ tests: true })
generate()
vitest('oracles')
finish()
