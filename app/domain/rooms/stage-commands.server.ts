import type { Actor } from '~/domain/audit/actor'
import { listedFiles, sentFiles } from '~/domain/consults/file-scope'
import { scopeOf } from '~/domain/consults/queries.server'
import { isRunning, runningRoles } from '~/domain/schedule/policy'
import { db } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { Problem } from '~/platform/problem'
import { enterRoom } from './enter-room.server'
import { marksMost } from './limits'
import { currentState } from './live-rooms.server'
import { write, type Written } from './room-commands.server'
import type { Mark, Present, Show, Unmark } from './stage-schema'
import { marksOf } from './stage-state'

const running: ConferenceRole[] = [...runningRoles]
/** Who may lead the looking; observers and technicians see no files. */
const presenting: ConferenceRole[] = [...runningRoles, 'presenter', 'specialist']

/** An arrow or words on a picture of the consult on stage; the same id again moves one's own. */
export async function mark(actor: Actor, { conferenceId, cmdId, ...body }: Mark): Promise<Written> {
  await fileOnStage(actor, conferenceId, body)
  const { board } = await currentState(conferenceId)
  const before = board.marks.find(({ id }) => id === body.id)
  if (before && (before.personId !== actor.personId || before.fileId !== body.fileId)) throw new Problem('rooms:problem.markOfOther')
  if (!before && marksOf(board, body.fileId).length >= marksMost) throw new Problem('rooms:problem.marksFull', { params: { most: marksMost } })
  return write(actor, conferenceId, { cmdId, kind: 'mark', item: body.item, body })
}

/** Takes one's own mark away; who runs the conference takes anybody's, or all of a file. */
export async function unmark(actor: Actor, { conferenceId, cmdId, ...body }: Unmark): Promise<Written> {
  const found = (await currentState(conferenceId)).board.marks.find(({ id }) => id === body.id)
  const own = body.id !== undefined && (!found || found.personId === actor.personId)
  return write(actor, conferenceId, { cmdId, kind: 'unmark', item: body.item, body, ...(own ? {} : { roles: running }) })
}

/** Who leads the looking: taken while nobody does, handed back, or given by who runs the conference. */
export async function present(actor: Actor, { conferenceId, cmdId, personId }: Present): Promise<Written> {
  const { presenterId } = (await currentState(conferenceId)).board
  const own = personId === actor.personId ? presenterId === null || presenterId === actor.personId : personId === null && presenterId === actor.personId
  if (own) return write(actor, conferenceId, { cmdId, kind: 'present', body: { personId, given: false }, roles: presenting })
  // Whoever is no member learns nothing of the room, not even who presents.
  const { role } = await enterRoom(actor, conferenceId)
  if (!isRunning(role) && personId === actor.personId) throw new Problem('rooms:problem.presenterTaken')
  if (personId !== null && !(await db.conferenceMember.findFirst({ where: { conferenceId, personId, role: { in: presenting } }, select: { personId: true } }))) throw new Problem('rooms:problem.presenterWho')
  return write(actor, conferenceId, { cmdId, kind: 'present', body: { personId, given: true }, roles: running })
}

/** Where the presenter's movement came to rest, for all who follow and for who comes later. */
export async function show(actor: Actor, { conferenceId, cmdId, ...body }: Show): Promise<Written> {
  await fileOnStage(actor, conferenceId, body)
  if ((await currentState(conferenceId)).board.presenterId !== actor.personId) throw new Problem('rooms:problem.notPresenter')
  return write(actor, conferenceId, { cmdId, kind: 'show', item: body.item, body })
}

/** Only what this person may see of the consult on stage, and what nobody has taken back. */
async function fileOnStage(actor: Actor, conferenceId: string, { item, fileId }: { item: string; fileId: string }): Promise<void> {
  const line = await db.agendaItem.findFirst({ where: { id: item, conferenceId }, select: { consultId: true } })
  if (!line) throw new Problem('rooms:problem.notOnAgenda')
  const { stage } = await currentState(conferenceId)
  const { rights } = await scopeOf(actor, line.consultId)
  const file = rights.identified && (await db.consultFile.findFirst({ where: { id: fileId, consultId: line.consultId, ...sentFiles, ...listedFiles }, select: { id: true } }))
  if (!file || (stage !== null && stage !== item)) throw new Problem('rooms:problem.file')
}
