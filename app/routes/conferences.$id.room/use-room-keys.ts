import { useEffect } from 'react'
import { useKeysOn } from '~/sockets/current-call'
import { isTyping } from '~/sockets/is-typing'
import type { RoomLink, RoomView } from '~/sockets/room-link'
import type { Media } from '~/sockets/use-media'

export interface RoomKeys { on: boolean; toggle: () => void; list: readonly { key: string; does: 'mic' | 'camera' | 'hand' | 'chat' }[] }

const list = [{ key: 'M', does: 'mic' }, { key: 'V', does: 'camera' }, { key: 'R', does: 'hand' }, { key: 'C', does: 'chat' }] as const

/** Single keys for what one does all the time; never while typing, and they can be switched off (WCAG 2.1.4). */
export function useRoomKeys({ link, view, media, me, showChat }: { link: RoomLink; view: RoomView; media: Media; me: string; showChat: () => void }): RoomKeys {
  const [on, toggle] = useKeysOn()
  const raised = view.state.hands.some(({ personId }) => personId === me)
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return
      switch (event.key.toLowerCase()) {
        case 'm': return media.toggleMic()
        case 'v': return media.toggleCamera()
        case 'r': return void link.send('room:raise-hand', { raised: !raised })
        case 'c':
          event.preventDefault()
          showChat()
          setTimeout(() => document.getElementById('chat-text')?.focus())
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on, link, media, raised, showChat])
  return { on, toggle, list }
}
