import { text } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withoutNul } from '~/platform/http/without-nul.server'

// Short pieces of many lengths, so that some letter meets the end of React's buffer.
const pieces = Array.from({ length: 2_000 }, (_, index) => `${'x'.repeat(index % 7)}Người bệnh được chuyển ngữ`)

test('every letter of a long Vietnamese page arrives, and no NUL between them', async () => {
  const body = withoutNul()
  const { pipe } = renderToPipeableStream(<ul>{pieces.map((piece, index) => <li key={index}>{piece}</li>)}</ul>, { onShellReady: () => pipe(body) })
  const page = await text(body)
  expect(page).not.toContain('\0')
  expect(page.replace(/<[^>]*>/g, '')).toBe(pieces.join(''))
})
