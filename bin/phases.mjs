import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ROOT, runNode } from './install.mjs'

const RESULTS = path.join(ROOT, 'test-results', 'counts')
const total = { passed: 0, failed: 0, skipped: 0 }
/** What failed, said again before the closing line: a long run is often kept only from its end. */
const failures = []

/** One check that either holds or not: types, lint, a build. `work` returns an exit code. */
export function check(name, work) {
  const began = Date.now()
  const ok = work() === 0
  if (!ok) failures.push(name)
  note(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }, began)
}

/** Vitest on one project; `node` names another Node to run it with. */
export function vitest(project, { name = project, run = runNode } = {}) {
  tests(name, (file) => run('node_modules/vitest/vitest.mjs', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]), vitestCounts)
}

export function playwright() {
  tests('e2e', (file) => runNode('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }), playwrightCounts)
}

function tests(name, work, countsOf) {
  const began = Date.now()
  const file = path.join(RESULTS, `${name}.json`)
  mkdirSync(RESULTS, { recursive: true })
  rmSync(file, { force: true })
  const code = work(file)
  const before = failures.length
  const counts = existsSync(file) ? countsOf(JSON.parse(readFileSync(file, 'utf8')), name) : { passed: 0, failed: 0, skipped: 0 }
  // A runner that fell over, or found nothing to run, has not passed.
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) counts.failed = 1
  if (counts.failed > 0 && failures.length === before) failures.push(`${name}: ended with ${code}`)
  note(name, counts, began)
}

const firstLines = (text = '') => text.replace(/\u001b\[[0-9;]*m/g, '').split('\n').filter(Boolean).slice(0, 6).join('\n    ')

function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }, name) {
  for (const file of testResults) for (const test of file.assertionResults) if (test.status === 'failed') failures.push(`${name}: ${path.relative(ROOT, file.name)} › ${test.fullName}\n    ${firstLines(test.failureMessages[0])}`)
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests }
}

function playwrightCounts({ stats, suites }, name) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)]
  for (const spec of suites.flatMap(specs)) {
    const again = spec.tests.some((test) => test.status === 'flaky')
    if (spec.ok && !again) continue
    failures.push(`${name}: ${spec.file}:${spec.line} › ${spec.title}${again ? ' (passed the second time)' : ''}\n    ${firstLines(spec.tests.flatMap((test) => test.results).find((result) => result.error)?.error.message)}`)
  }
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

function note(name, counts, began) {
  for (const key of Object.keys(total)) total[key] += counts[key]
  const verdict = counts.failed === 0 ? '✔' : '✘'
  process.stdout.write(`${verdict} ${name}: ${counts.passed} ✔ ${counts.failed} ✘ (${((Date.now() - began) / 1000).toFixed(1)} s)\n\n`)
}

/** Prints the closing line and ends; under CI_COUNTS it is left to the run that sums several. */
export function finish() {
  const { passed, failed, skipped } = total
  if (process.env.CI_COUNTS) appendFileSync(process.env.CI_COUNTS, `${JSON.stringify({ total, failures })}\n`)
  else process.stdout.write(`${failures.map((failure) => `✘ ${failure}\n`).join('')}${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  process.exit(failed === 0 ? 0 : 1)
}

export function addCounts(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  for (const part of lines.map((line) => JSON.parse(line))) {
    for (const key of Object.keys(total)) total[key] += part.total[key]
    failures.push(...part.failures)
  }
  return lines.length
}
