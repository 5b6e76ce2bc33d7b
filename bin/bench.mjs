// npm run bench NAME: measures, and ends with one line of JSON.
import { runOne } from './run-one.mjs'

runOne('bench')
