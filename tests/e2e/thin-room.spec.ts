import { test } from '@playwright/test'
import { ownApp } from '../support/own-app'
import { aThinRoom, concludes, closes, enter, gives, says, takesUp, writes } from '../support/thin-room'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

// The whole road with two on thin lines, and with lines that drop, is `npm run drill narrow-road`.
test('a district doctor on 128 kbit/s and 400 ms takes part in everything but sound and picture', async ({ browser }) => {
  test.setTimeout(180_000)
  const { doctor, chair, scribe, room, timed } = await aThinRoom(browser, ['doctor'])
  for (const person of [chair, scribe]) await enter(person, room)
  await timed('in the room', () => enter(doctor, room))
  await timed('the next question is seen', () => takesUp(chair, doctor))
  await timed('a message is read', () => says(doctor, chair, 'Huyết áp 90/60.'))
  await timed('an opinion is read', () => gives(doctor, chair, 1, 'Chụp lại trước khi tiêu sợi huyết.'))
  await timed('a line of the minutes is written, kept and read', () => writes(doctor, chair, 1, 'Tiêu sợi huyết tại chỗ.'))
  await writes(scribe, chair, 2, 'Chuyển sau tiêu sợi huyết.')
  for (const number of [1, 2]) await concludes(scribe, number)
  await timed('the closing is seen', () => closes(chair, [doctor]))
})
