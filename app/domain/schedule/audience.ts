interface Told { id: string; hostId: string | null; agenda: readonly { consultId: string; requestingId: string }[]; members: readonly { personId: string }[] }

/** Topics whose open pages look again when something happens to a conference. */
export const audienceOf = ({ id, agenda, hostId, members }: Told): string[] => [...new Set([
  `conference:${id}`, ...agenda.flatMap(({ consultId, requestingId }) => [`consult:${consultId}`, `hospital:${requestingId}`]),
  ...(hostId ? [`hospital:${hostId}`] : []),
  ...members.map(({ personId }) => `person:${personId}`),
])]
