import type { TFunction } from 'i18next'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leaderOf } from '~/domain/rooms/lead'
import type { RoomPage } from '~/domain/rooms/queries.server'
import { itemOf, type RoomState } from '~/domain/rooms/room-state'
import { nameOf } from './parts'

/** What happened within this time is one announcement, so that a busy room does not talk over its people. */
const together = 3_000

/** What of the stage changed for everybody: the consult and its question, who has the floor, who leads, what is asked, who needs help. */
function stageWords(last: RoomState, state: RoomState, room: RoomPage, t: TFunction): string[] {
  const said: string[] = []
  const code = room.items.find(({ id }) => id === state.stage)?.consult.code
  if (state.stage !== last.stage && code) said.push(t('rooms:announce.stage', { code }))
  if (state.stage !== null && state.stage === last.stage) {
    const { step, question } = itemOf(state, state.stage)
    const before = itemOf(last, state.stage)
    if (question !== null && question !== before.question) said.push(`${t('rooms:question', { number: question })}: ${t('rooms:discussing')}`)
    else if (step !== before.step) said.push(t(`rooms:step.${step}`))
  }
  if (state.floor && state.floor.personId !== last.floor?.personId) said.push(`${nameOf(room, state.floor.personId)} ${t('rooms:floor.given')}`)
  const leader = leaderOf(state, room.people)
  if (leader && leader !== leaderOf(last, room.people)) said.push(t('rooms:lead.now', { name: nameOf(room, leader) }))
  for (const [item, { polls }] of Object.entries(state.items)) for (const [number, poll] of Object.entries(polls)) {
    if (poll.open && last.items[item]?.polls[Number(number)]?.open !== true) said.push(`${t('rooms:question', { number })}: ${t('rooms:poll.asked')}`)
  }
  return said
}

/** Words for those who do not see the page: who came, went or wants to speak, what is on stage, and what was concluded. */
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
    waiting.current.push(...stageWords(last, state, room, t))
    for (const [item, fields] of Object.entries(state.fields)) for (const [name, { value }] of Object.entries(fields)) {
      const number = /^settled:(\d+)$/.exec(name)?.[1]
      if (number && value && last.fields[item]?.[name]?.value !== value) waiting.current.push(`${t('rooms:question', { number })}: ${t(value === 'concluded' ? 'rooms:concluded' : 'rooms:leftOpen')}`)
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
