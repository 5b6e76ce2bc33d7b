/** How one kind of job is tried. A killed worker's job comes back after `expireInSeconds` and the next maintenance, so it is short. */
interface Queue {
  retryLimit: number
  /** seconds before the first retry; doubled with each further one */
  retryDelay: number
  expireInSeconds: number
  /** how often an idle worker looks (s) */
  every: number
  /** how many are done at once in one process */
  workers: number
  /** runs by itself at these times (cron, UTC); never two waiting at once */
  cron?: string
}

/** The one register of what runs by itself. Payloads hold ids only. */
export const queues = {
  // Ten tries with doubled delays outlast a mail server that is away for four hours.
  mail: { retryLimit: 10, retryDelay: 15, expireInSeconds: 60, every: 1, workers: 2 },
  'render-paper': { retryLimit: 5, retryDelay: 5, expireInSeconds: 90, every: 1, workers: 1 },
  // Unpacking two gigabytes and drawing what is inside takes minutes; a second run leaves alone what the first has kept.
  'take-in': { retryLimit: 3, retryDelay: 10, expireInSeconds: 900, every: 1, workers: 1 },
  sweep: { retryLimit: 0, retryDelay: 0, expireInSeconds: 50, every: 2, workers: 1, cron: '* * * * *' },
} as const satisfies Record<string, Queue>

export type QueueName = keyof typeof queues
/** Queues whose jobs are about one row. */
export type RowQueue = Exclude<QueueName, 'sweep'>

export const queueList: [QueueName, Queue][] = Object.entries(queues) as [QueueName, Queue][]
