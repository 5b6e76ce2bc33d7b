import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomPage } from '~/domain/rooms/queries.server'
import type { RoomState } from '~/domain/rooms/room-state'
import { nameOf } from './parts'

/** What happened within this time is one announcement, so that a busy room does not talk over its people. */
const together = 3_000

/** Words for those who do not see the page: who came, went or wants to speak, and what was concluded. */
export function useAnnouncements(state: RoomState, room: RoomPage): string {
  const { t } = useTranslation()
  const before = useRef(state)
  const waiting = useRef<string[]>([])
  const [said, setSaid] = useState('')
  useEffect(() => {
    const last = before.current
    before.current = state
    for (const [personId, { state: now }] of Object.entries(state.people)) {
      if (personId !== room.me.personId && last.people[personId]?.state !== now) waiting.current.push(`${nameOf(room, personId)}: ${t(`rooms:people.${now}`)}`)
    }
    for (const { personId } of state.hands) {
      if (!last.hands.some((hand) => hand.personId === personId)) waiting.current.push(`${nameOf(room, personId)}: ${t('rooms:people.raised')}`)
    }
    for (const [item, { conclusions }] of Object.entries(state.items)) for (const number of Object.keys(conclusions)) {
      if (last.items[item]?.conclusions[Number(number)] === undefined) waiting.current.push(`${t('rooms:question', { number })}: ${t('rooms:concluded')}`)
    }
  }, [state, room, t])
  useEffect(() => {
    const timer = setInterval(() => {
      if (waiting.current.length === 0) return
      setSaid(waiting.current.splice(0).join('. '))
    }, together)
    return () => clearInterval(timer)
  }, [])
  return said
}
