/** The address of a week or a day, one's own or the whole hospital's. */
export function addressOf({ day, week, all = false }: { day?: string; week?: string; all?: boolean }): string {
  const asked = new URLSearchParams({ ...(day ? { day } : week ? { week } : {}), ...(all ? { whose: 'all' } : {}) }).toString()
  return asked ? `/schedule?${asked}` : '/schedule'
}
