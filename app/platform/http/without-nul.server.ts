import { Transform } from 'node:stream'

/**
 * Takes out the NUL bytes React 18 leaves where a letter of several bytes does not fit into the rest of its 2 kB buffer
 * (facebook/react 24985). Vietnamese pages meet that often: a browser then shows a broken letter inside a field, and its
 * script draws the whole page again. UTF-8 text holds no NUL of its own.
 */
export const withoutNul = (): Transform => new Transform({
  transform(chunk: Buffer, _encoding, done) {
    done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk)
  },
})
