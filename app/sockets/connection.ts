import type { Socket } from 'socket.io-client'
import type { FromBrowser, FromServer } from './contract'

export type Connection = Socket<FromServer, FromBrowser>

/**
 * Never more than 4.5 s between two tries, so that a room is back within 6 s of its server. Some hospitals' proxies let no WebSocket
 * through: then by polling, which Socket.IO tries only when told to.
 */
export const patience = { tryAllTransports: true, transports: ['websocket', 'polling'], reconnectionDelay: 1_000, reconnectionDelayMax: 3_000, randomizationFactor: 0.5, timeout: 8_000 }

let opened: Promise<Connection> | undefined

/** This page's one connection; Socket.IO's code is fetched when somebody first needs it. */
export function connection(): Promise<Connection> {
  return (opened ??= import('socket.io-client').then(({ io }) => {
    const socket: Connection = io(patience)
    comeBack(socket)
    // The line is back, or the tab was asleep and somebody looks at it again.
    window.addEventListener('online', () => hurry(socket))
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && hurry(socket))
    return socket
  }, (error: unknown) => {
    // The next one who asks tries again: the line may have been down.
    opened = undefined
    throw error
  }))
}

const awhile = (): number => 1_000 + Math.random() * 2_000

/**
 * A connection that the server closed, or did not take, is not opened again by itself. It is, after a moment: the membership may have
 * been switched, the server may restart (then it says when), its database may have been away. Where the sign-in has ended the server
 * says so, and it stays closed.
 */
export function comeBack(socket: Connection): void {
  let retryIn = 1_000
  const again = (after: number) => setTimeout(() => socket.connect(), after)
  socket.on('connect', () => { retryIn = 1_000 })
  socket.on('server:draining', (message) => { retryIn = message.retryIn })
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') again(retryIn)
  })
  socket.on('connect_error', (error) => {
    if (!socket.active && !isFinal(error)) again(awhile())
  })
}

/** Tries at once instead of after the pause; a line that is up is left alone. */
export function hurry(socket: Connection): void {
  // While Socket.IO pauses between two tries, connect() alone does nothing.
  if (!socket.connected) socket.disconnect().connect()
}

/** Refused for good: retrying changes nothing until the person does something. */
export const isFinal = (error: Error): boolean => error.message === 'signedOut' || error.message === 'foreignOrigin'
