// npm run drill NAME: kill storms, soaks and large matrices; never in CI.
import { runOne } from './run-one.mjs'

runOne('drill')
