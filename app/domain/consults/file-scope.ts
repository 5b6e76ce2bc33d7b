/** Files of a request that the asked hospital reads, once it may know the patient; a signed consent stays where it was signed. */
export const sentFiles = { requestVersion: { not: null }, kind: { not: 'consent' as const } }

/** Files that go with the next version of the request. */
export const waitingFiles = { requestVersion: null, messageId: null, kind: { not: 'consent' as const } }

/** Files that stand in the list of the request: not those of a study, of the thread, or recalled. */
export const listedFiles = { seriesId: null, messageId: null, recalledAt: null }
