import { PrismaPg } from '@prisma/adapter-pg'
import { turns } from '~/platform/turns'

type Query = Parameters<Awaited<ReturnType<PrismaPg['connect']>>['queryRaw']>[0]

/**
 * Prisma asks for several relations of a row at the same time; in a transaction they share one connection, and pg will not keep them in
 * line for much longer: here each waits for the one before it.
 */
export class InTurn extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const begin = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => {
      const tx = await begin(isolation)
      const turn = turns(1)
      const [queryRaw, executeRaw] = [tx.queryRaw.bind(tx), tx.executeRaw.bind(tx)]
      return Object.assign(tx, { queryRaw: (query: Query) => turn(() => queryRaw(query)), executeRaw: (query: Query) => turn(() => executeRaw(query)) })
    }
    return adapter
  }
}
