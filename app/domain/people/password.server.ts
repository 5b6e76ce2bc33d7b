import { hash, verify } from '@node-rs/argon2'
import { Problem } from '~/platform/problem'
import { turns } from '~/platform/turns'

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. About 0.1 s of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 2
/** Two run, these many wait (some 3 s of work); more would be a flood. */
const mayWait = 48

const inTurn = turns(atOnce, { mayWait, full: () => new Problem('people:problem.busy') })

/** What the table keeps of a password: argon2id with its own salt, in PHC form. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFC'), cost))

let nobody: Promise<string> | undefined

/**
 * Whether the password is the one behind the hash. Without a hash (unknown or locked account) the same work is done
 * and the answer is no, so that neither the answer nor its time tells whether an account exists.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? await (nobody ??= hashPassword(crypto.randomUUID()))
  const same = await inTurn(() => verify(against, password.normalize('NFC')))
  return same && passwordHash !== null
}
