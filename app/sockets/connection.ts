import type { Socket } from 'socket.io-client'
import type { FromBrowser, FromServer } from './contract'

export type Connection = Socket<FromServer, FromBrowser>

let opened: Promise<Connection> | undefined

/** This page's one connection; Socket.IO's code is fetched when somebody first needs it. */
export function connection(): Promise<Connection> {
  return (opened ??= import('socket.io-client').then(({ io }) => {
    // Some hospitals' proxies let no WebSocket through: then by polling, which Socket.IO tries only when told to.
    const socket: Connection = io({ tryAllTransports: true, transports: ['websocket', 'polling'], reconnectionDelay: 1_000, reconnectionDelayMax: 8_000, randomizationFactor: 0.5, timeout: 8_000 })
    comeBack(socket)
    return socket
  }, (error: unknown) => {
    // The next one who asks tries again: the line may have been down.
    opened = undefined
    throw error
  }))
}

/**
 * A connection that the server closed is not opened again by itself. It is, once and after a moment: the membership may have been
 * switched. Where the sign-in has ended the server says so, and it stays closed.
 */
export function comeBack(socket: Connection): void {
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1_000)
  })
}

/** Refused for good: retrying changes nothing until the person does something. */
export const isFinal = (error: Error): boolean => error.message === 'signedOut' || error.message === 'foreignOrigin'
