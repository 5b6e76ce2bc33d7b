interface Told { id: string; consultId: string; supportingId: string | null; requestingId: string; members: { personId: string }[] }

/** Topics whose open pages look again when something happens to a conference. */
export const audienceOf = ({ id, consultId, supportingId, requestingId, members }: Told): string[] => [
  `conference:${id}`, `consult:${consultId}`, `hospital:${requestingId}`,
  ...(supportingId ? [`hospital:${supportingId}`] : []),
  ...members.map(({ personId }) => `person:${personId}`),
]
