import type { RoomState } from '~/domain/rooms/room-state'
import { connection, type Connection } from './connection'
import { LineCare } from './line-care'
import { RoomLink } from './room-link'
import { RoomMedia } from './room-media'
import { Sound } from './sound'

/** What is shown of a call away from its room. */
export interface CallFacts {
  conferenceId: string
  /** of the consults on its agenda; never a patient's name */
  codes: string[]
  openedAt: string
  me: { personId: string; runs: boolean }
  people: { personId: string; fullName: string; leads: boolean }[]
}

/** Being in one room: its log, sound and picture, and the care for the line. It outlives the page it began on. */
export class Call {
  readonly link: RoomLink
  readonly media: RoomMedia
  readonly care: LineCare
  readonly #sound: Sound
  #facts: CallFacts
  #stop: (() => void) | undefined

  constructor(facts: CallFacts, initial: RoomState, now: string, open: () => Promise<Connection> = connection) {
    this.#facts = facts
    this.link = new RoomLink(facts.conferenceId, initial, open, now)
    this.media = new RoomMedia(this.link, facts.me)
    this.care = new LineCare(this.link, this.media, facts.me.personId)
    this.#sound = new Sound(this.link, this.media, (personId) => this.#facts.people.some((person) => person.personId === personId && person.leads))
  }

  get facts(): CallFacts { return this.#facts }

  /** The room's page was served anew: somebody may have been added. */
  learn(facts: CallFacts): void {
    this.#facts = facts
  }

  /** Nothing can be said or heard here any more: the conference is closed, one was put out or signed out. */
  get over(): boolean {
    const { state, line } = this.link.view()
    return state.closedAt !== null || line === 'refused' || line === 'signedOut'
  }

  begin(): void {
    if (this.#stop) return
    const stops = [this.media.start(), this.care.start(), this.#sound.start()]
    // Nothing is stored in the browser, so a tab with unsent words asks before it goes.
    const ask = (event: BeforeUnloadEvent) => {
      if (this.link.view().pending.length > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    this.link.start()
    this.#stop = () => {
      window.removeEventListener('beforeunload', ask)
      for (const stop of stops) stop()
      this.link.stop()
    }
  }

  end(): void {
    this.#stop?.()
    this.#stop = undefined
  }
}
