import { text } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withoutNul } from '~/platform/http/without-nul.server'

const words = 'Người bệnh được chuyển ngữ. '.repeat(2_000)

test('every letter of a long Vietnamese page arrives, and no NUL between them', async () => {
  const body = withoutNul()
  const { pipe } = renderToPipeableStream(<ul>{[0, 1, 2, 3].map((shift) => <li key={shift}>{'x'.repeat(shift)}{words}</li>)}</ul>, { onShellReady: () => pipe(body) })
  const page = await text(body)
  expect(page).not.toContain('\0')
  expect(page.replace(/<[^>]*>/g, '')).toBe([0, 1, 2, 3].map((shift) => 'x'.repeat(shift) + words).join(''))
})
