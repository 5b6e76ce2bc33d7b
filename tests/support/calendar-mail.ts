import { expect, type Page } from '@playwright/test'
import ICAL from 'ical.js'

/** What another calendar makes of it. */
export function readCalendar(text: string) {
  const whole = new ICAL.Component(ICAL.parse(text) as never[])
  return {
    method: whole.getFirstPropertyValue('method'),
    events: whole.getAllSubcomponents('vevent').map((part) => {
      const event = new ICAL.Event(part)
      return { uid: event.uid, sequence: event.sequence, summary: event.summary, startsAt: event.startDate.toJSDate().toISOString(), status: part.getFirstPropertyValue('status'), attendees: event.attendees.map((one) => one.getFirstValue()) }
    }),
  }
}

/** The calendar file of the newest mail to this address whose subject holds these words; mails are kept, since there is no mail server. */
export async function calendarMail(administrator: Page, recipient: string, words: string) {
  const links = () => administrator.getByRole('link', { name: new RegExp(`${recipient}.*${words}`) })
  await expect.poll(async () => {
    await administrator.goto('/admin/mail')
    return links().count()
  }).toBeGreaterThan(0)
  await links().first().click()
  await administrator.getByText('Tệp lịch kèm theo', { exact: true }).click()
  return readCalendar(await administrator.locator('pre').textContent() ?? '')
}
