// npm start: installs what is missing, builds what changed, then becomes the server. `--dev` serves with reload.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { giveUp, install, needNode, ROOT } from './install.mjs'
import { build, generate } from './prepare.mjs'

const dev = process.argv.includes('--dev')

needNode()
process.chdir(ROOT)
install()
process.env.NODE_ENV = dev ? 'development' : 'production'
if (generate() !== 0 || (!dev && build() !== 0)) {
  giveUp(
    'Không dựng được phần mềm; nguyên nhân ở ngay phía trên. Nếu ổ đĩa đầy, hãy giải phóng dung lượng rồi chạy lại.',
    'The app could not be built; the reason stands above. If the disk is full, free some space and run again.',
  )
}
// In this very process, so that signals reach the server and nothing stays behind when it is killed.
const { register } = await import('tsx/esm/api')
register({ tsconfig: existsSync('tsconfig.json') ? path.join(ROOT, 'tsconfig.json') : false })
await import('../server.ts')
