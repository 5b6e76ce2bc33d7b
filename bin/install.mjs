// Plain Node, nothing imported that has to be installed first.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Ends the process with a message in both languages; the first thing the person reads is what to do. */
export function giveUp(vietnamese, english) {
  process.stderr.write(`\n${vietnamese}\n${english}\n\n`)
  process.exit(1)
}

export function say(vietnamese, english) {
  process.stdout.write(`${vietnamese} / ${english}\n`)
}

export function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  giveUp(
    `Cần Node.js 20.19 trở lên, máy này có ${process.versions.node}. Hãy cài phiên bản mới từ nodejs.org rồi chạy lại.`,
    `Node.js 20.19 or newer is needed, this is ${process.versions.node}. Install a newer one from nodejs.org and run again.`,
  )
}

/** Runs a program of node_modules by its file, so that no shell and no PATH is involved. Returns its exit code. */
export function runNode(file, args, env = {}) {
  const { status, error } = spawnSync(process.execPath, [path.join(ROOT, file), ...args], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  return error ? 1 : (status ?? 1)
}

/**
 * `npm install` of what package-lock.json says, if node_modules is something else. `tests` asks for the packages of the tests too.
 * Not `npm ci`: it refuses a lock file written behind a registry that lacks packages for other systems.
 */
export function install({ tests = false } = {}) {
  if (isInstalled(tests)) return
  say('Đang cài các gói cần thiết (chỉ lần đầu)…', 'installing packages (first time only)…')
  try {
    accessSync(existsSync(path.join(ROOT, 'node_modules')) ? path.join(ROOT, 'node_modules') : ROOT, constants.W_OK)
  } catch {
    giveUp(`Không ghi được vào ${ROOT}. Hãy chạy bằng tài khoản sở hữu thư mục này.`, `${ROOT} cannot be written to. Run as the account that owns it.`)
  }
  if (runNpm(['install', '--no-save', '--loglevel=error', ...(tests ? ['--include=dev'] : [])]) !== 0) {
    giveUp(
      'Không cài được các gói. Hãy kiểm tra kết nối tới kho gói npm (npm config get registry) và dung lượng ổ đĩa, rồi chạy lại.',
      'The packages could not be installed. Check the connection to the npm registry (npm config get registry) and the free disk space, then run again.',
    )
  }
}

function runNpm(args) {
  // Under `npm start` npm names its own program; else it is looked for.
  const own = process.env.npm_execpath
  const [program, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
  const { status, error } = spawnSync(program, [...first, ...args], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' && !own })
  return error ? 1 : (status ?? 1)
}

// npm writes what it has installed into node_modules/.package-lock.json, as the last thing.
function isInstalled(tests) {
  const done = path.join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(done)) return false
  const wanted = Object.entries(readPackages(path.join(ROOT, 'package-lock.json')))
  const found = readPackages(done)
  // Optional ones are for other systems, or a matter of luck; npm has already decided about them.
  return wanted.every(([place, { version, optional, dev, devOptional }]) => {
    if (place === '' || optional || devOptional || (dev && !tests)) return true
    return found[place]?.version === version
  })
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}
