import type { LineQuality, RoomEntry, RoomState } from '~/domain/rooms/room-state'
import type { SyncTextsMessage, UpdateTextsMessage, WritingIn } from '~/domain/rooms/texts-schema'
import type { CloseMicrophones, JoinRoom, LeaveRoom, LowerHand, MoveTo, MutePerson, RaiseHand, Say, Unmute, Writing } from '~/domain/rooms/schema'
import type { AskHelp, GiveFloor, GiveOpinion, OrderHand, PollOpinions, SetField, TakeHelp, TakeLead } from '~/domain/rooms/talk-schema'
import type { Look, Mark, Point, Present, Show, Unmark } from '~/domain/rooms/stage-schema'

/** The wire, both ways. Shapes are checked by zod at the server's door; the browser trusts the server. */
export type Reply<T> = ({ ok: true } & T) | { ok: false; problem: string; params?: Record<string, string | number>; again?: boolean }
export type Ack<T> = (reply: Reply<T>) => void

export interface Joined {
  seq: number
  /** what was missing, or the whole state where that was too much */
  entries?: RoomEntry[]
  state?: RoomState
  /** the server's time: a browser's clock may be hours off */
  now: string
  /** telephone and media: what the server offers */
  iceServers: IceServer[]
}
export interface IceServer { urls: string[]; username?: string; credential?: string }

/** Media signalling between two people of one room, relayed unread but for its shape. */
export interface Signal {
  /** the other end's connection */
  peer: string
  description?: { type: 'offer' | 'answer' | 'rollback' | 'pranswer'; sdp?: string }
  candidate?: { candidate: string; sdpMid: string | null; sdpMLineIndex: number | null; usernameFragment?: string | null }
  /** which of the streams on offer is the shared screen */
  screen?: string | null
  /** whether this end sends its camera's picture now, and wants the other one's; without it both */
  picture?: { sends: boolean; wants: boolean }
}
/** camera: holds one of the places for a picture */
export interface MediaPeer { peer: string; personId: string; camera: boolean }
/** How many places of sound and of picture are taken. */
export interface MediaPlaces { people: number; cameras: number }
export const lineReasons = ['none', 'loss', 'delay', 'rate'] as const
export type LineReason = (typeof lineReasons)[number]
export interface LineWord { quality: LineQuality; reason: LineReason }
export interface Pointer { personId: string; fileId: string; page: number; x: number; y: number }
export type Looked = Omit<Look, 'conferenceId'> & { personId: string }

/** Bytes as base64: what the asking end of a text lacks, and what the server has of it. */
export interface TextsSynced { diff: string; stateVector: string; seq: number }

export interface FromBrowser {
  watch: (topics: string[], ack: Ack<{ refused: string[] }>) => void
  'room:join': (input: JoinRoom, ack: Ack<Joined>) => void
  'room:leave': (input: LeaveRoom, ack: Ack<object>) => void
  'room:say': (input: Say, ack: Ack<{ seq: number }>) => void
  'room:raise-hand': (input: RaiseHand, ack: Ack<{ seq: number }>) => void
  'room:lower-hand': (input: LowerHand, ack: Ack<{ seq: number }>) => void
  'room:move-to': (input: MoveTo, ack: Ack<{ seq: number }>) => void
  'room:field': (input: SetField, ack: Ack<{ seq: number }>) => void
  'room:opinion': (input: GiveOpinion, ack: Ack<{ seq: number }>) => void
  'room:poll': (input: PollOpinions, ack: Ack<{ seq: number }>) => void
  'room:order-hand': (input: OrderHand, ack: Ack<{ seq: number }>) => void
  'room:floor': (input: GiveFloor, ack: Ack<{ seq: number }>) => void
  'room:lead': (input: TakeLead, ack: Ack<{ seq: number }>) => void
  'room:ask-help': (input: AskHelp, ack: Ack<{ seq: number }>) => void
  'room:take-help': (input: TakeHelp, ack: Ack<{ seq: number }>) => void
  'room:mute': (input: MutePerson, ack: Ack<{ seq: number }>) => void
  'room:unmute': (input: Unmute, ack: Ack<{ seq: number }>) => void
  'room:microphones': (input: CloseMicrophones, ack: Ack<{ seq: number }>) => void
  'room:mark': (input: Mark, ack: Ack<{ seq: number }>) => void
  'room:unmark': (input: Unmark, ack: Ack<{ seq: number }>) => void
  'room:present': (input: Present, ack: Ack<{ seq: number }>) => void
  'room:show': (input: Show, ack: Ack<{ seq: number }>) => void
  'minutes:sync': (input: SyncTextsMessage, ack: Ack<TextsSynced>) => void
  'minutes:update': (input: UpdateTextsMessage, ack: Ack<{ seq: number }>) => void
  /** volatile */
  'minutes:writing': (input: WritingIn) => void
  'room:writing': (input: Writing) => void
  'room:look': (input: Look) => void
  'room:point': (input: Point) => void
  /** camera: also wants a place for a picture; the answer says whether there was one */
  'media:enter': (input: { conferenceId: string; camera?: boolean }, ack: Ack<{ peers: MediaPeer[]; camera: boolean }>) => void
  'media:camera': (input: { conferenceId: string; on: boolean }, ack: Ack<object>) => void
  /** volatile: how well one hears and is heard */
  'media:line': (input: LineWord & { conferenceId: string }) => void
  'media:leave': (input: { conferenceId: string }) => void
  'media:signal': (input: Signal & { conferenceId: string }, ack: Ack<object>) => void
}

export interface FromServer {
  /** the server is about to restart: come back after so many ms, each at another moment */
  'server:draining': (message: { retryIn: number }) => void
  /** something on one of the watched topics changed: ask the loaders */
  changed: (message: { topics: string[] }) => void
  /** this connection is no part of the room any more: its person was taken out, or lost the right to be there */
  'room:out': (message: { conferenceId: string }) => void
  'room:entries': (message: { conferenceId: string; entries: RoomEntry[] }) => void
  'room:writing': (message: { conferenceId: string; personId: string; item: string; field: string }) => void
  'minutes:update': (message: { conferenceId: string; itemId: string; seq: number; update: string }) => void
  'minutes:writing': (message: WritingIn & { personId: string }) => void
  'room:look': (message: Looked & { conferenceId: string }) => void
  'room:point': (message: Pointer & { conferenceId: string }) => void
  'media:entered': (message: MediaPeer & { conferenceId: string }) => void
  /** peer may be this end's own: another page of the same person took its place */
  'media:left': (message: { conferenceId: string; peer: string }) => void
  'media:camera': (message: { conferenceId: string; peer: string; on: boolean }) => void
  'media:places': (message: MediaPlaces & { conferenceId: string }) => void
  'media:line': (message: LineWord & { conferenceId: string; personId: string }) => void
  'media:signal': (message: Signal & { conferenceId: string }) => void
}
export type RoomVerb = 'room:say' | 'room:raise-hand' | 'room:lower-hand' | 'room:move-to' | 'room:mute' | 'room:unmute' | 'room:microphones' | 'room:mark' | 'room:unmark' | 'room:present' | 'room:show'
  | 'room:field' | 'room:opinion' | 'room:poll' | 'room:order-hand' | 'room:floor' | 'room:lead' | 'room:ask-help' | 'room:take-help'
