import { isMuted } from '~/domain/rooms/room-state'
import type { RoomLink } from './room-link'
import type { RoomMedia } from './room-media'

/** Plays the others. These elements stand in no page, so a page that goes takes no voice with it. */
export class Sound {
  readonly #playing = new Map<string, HTMLAudioElement>()

  constructor(private readonly link: RoomLink, private readonly media: RoomMedia, private readonly leads: (personId: string) => boolean) {}

  /** Returns what ends it. */
  start(): () => void {
    const stops = [this.link.subscribe(this.#follow), this.media.subscribe(this.#follow)]
    this.#follow()
    return () => {
      for (const stop of stops) stop()
      for (const peer of [...this.#playing.keys()]) this.#drop(peer)
    }
  }

  readonly #follow = (): void => {
    const { remotes } = this.media.view()
    for (const peer of [...this.#playing.keys()]) if (!remotes.some((remote) => remote.peer === peer)) this.#drop(peer)
    for (const { peer, personId, main } of remotes) {
      const element = this.#playing.get(peer) ?? this.#begin(peer)
      if (element.srcObject !== main) element.srcObject = main
      element.muted = isMuted(this.link.view().state, personId, this.leads(personId))
    }
  }

  #begin(peer: string): HTMLAudioElement {
    const element = new Audio()
    element.autoplay = true
    this.#playing.set(peer, element)
    return element
  }

  #drop(peer: string): void {
    const element = this.#playing.get(peer)
    if (element) element.srcObject = null
    this.#playing.delete(peer)
  }
}
