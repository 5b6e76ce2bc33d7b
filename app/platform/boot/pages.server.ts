import type { ServerBuild } from '@remix-run/node'
import type http from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Server as Sockets } from 'socket.io'
import type { ViteDevServer } from 'vite'

/** What app/start.server.ts offers through entry.server.tsx: it lives in the module graph of the pages. */
export type Hooks = { start(): Promise<void>; stop(): Promise<void>; attachSockets(io: Sockets): void; takeUpload(request: http.IncomingMessage, response: http.ServerResponse): void }

export type Pages = { load(): Promise<ServerBuild>; vite?: ViteDevServer }

/** The built pages, loaded once; with `dev` through Vite, anew after each edit. */
export async function openPages(root: string, server: http.Server, dev: boolean): Promise<Pages> {
  if (!dev) {
    const build: ServerBuild = await import(pathToFileURL(path.join(root, 'build/server/index.js')).href)
    return { load: () => Promise.resolve(build) }
  }
  const { createServer } = await import('vite')
  const vite = await createServer({ root, server: { middlewareMode: true, hmr: { server } }, appType: 'custom' })
  return {
    vite,
    async load() {
      const build: object = await vite.ssrLoadModule('virtual:remix/server-build')
      if (!isBuild(build)) throw new Error('The pages did not load')
      return build
    },
  }
}

/** The build's start, stop, attachSockets and takeUpload. */
export function hooksOf(build: ServerBuild): Hooks {
  const entry: object = build.entry.module
  if (!isHooks(entry)) throw new Error('entry.server.tsx must export start, stop, attachSockets and takeUpload')
  return entry
}

/** After an edit the graph is new: its handlers take the sockets over, which reconnect by themselves. */
export function keepAttached({ load }: Pages, io: Sockets, first: Hooks): () => Promise<ServerBuild> {
  let attached = first.attachSockets
  return async () => {
    const build = await load()
    const { attachSockets } = hooksOf(build)
    if (attachSockets !== attached) {
      attached = attachSockets
      io.removeAllListeners('connection').disconnectSockets(true)
      attachSockets(io)
    }
    return build
  }
}

const isBuild = (module: object): module is ServerBuild => 'entry' in module && 'routes' in module
const isHooks = (module: object): module is Hooks => 'start' in module && 'stop' in module && 'attachSockets' in module && 'takeUpload' in module
