import { expect, test } from '@playwright/test'
import { ownApp } from '../../support/own-app'
import { aThinRoom, concludes, closes, drops, enter, gives, isBack, says, takesUp, writes } from '../../support/thin-room'

ownApp(test)

test('two on thin lines go through a conference from entering to closing', async ({ browser }) => {
  const { doctor, chair, scribe, meters, room, timed } = await aThinRoom(browser, ['doctor', 'chair'])
  const [doctors, chairs] = meters
  if (!doctors || !chairs) throw new Error('No thin lines')
  await enter(scribe, room)
  await timed('the doctor is in the room', () => enter(doctor, room))
  await timed('the chair is in the room', () => enter(chair, room))
  await timed('entering once more, the scripts being kept', () => enter(doctor, room))
  await timed('the chair takes up a question, the doctor sees it', () => takesUp(chair, doctor))
  await timed('the doctor says something', () => says(doctor, chair, 'Huyết áp 90/60.'))
  await timed('the chair answers', () => says(chair, doctor, 'Truyền 500 ml.'))
  await timed('the doctor gives an opinion', () => gives(doctor, chair, 1, 'Chụp lại trước khi tiêu sợi huyết.'))
  await timed('the chair gives an opinion', () => gives(chair, doctor, 2, 'Chuyển sau tiêu sợi huyết.'))
  await timed('the doctor writes a line of the minutes', () => writes(doctor, chair, 1, 'Tiêu sợi huyết tại chỗ.'))
  await timed('the chair writes a line of the minutes', () => writes(chair, doctor, 2, 'Chuyển sau tiêu sợi huyết.'))
  await timed('the doctor’s line is cut and the page says so', () => drops(doctor, doctors, 'Đã truyền 500 ml.'))
  await timed('the doctor is back', () => isBack(doctor, chair, 'Đã truyền 500 ml.'))
  await timed('the chair’s line is cut and the page says so', () => drops(chair, chairs, 'Xin nghe tiếp.'))
  await timed('the chair is back', () => isBack(chair, doctor, 'Xin nghe tiếp.'))
  for (const person of [doctor, chair]) await expect(person.getByRole('article').first().getByRole('textbox', { name: /^Kết luận/ })).toHaveValue('Tiêu sợi huyết tại chỗ.')
  for (const number of [1, 2]) await concludes(scribe, number)
  await timed('the chair closes, both see it', () => closes(chair, [doctor]))
  for (const [who, meter] of [['doctor', doctors], ['chair', chairs]] as const) process.stdout.write(`    ${who}: ${(meter.read().bytes / 1000).toFixed(0)} kB of files in all\n`)
})
