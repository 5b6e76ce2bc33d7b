import { connection, type Connection } from './connection'
import { isStill } from './still'

/** Several changes within this time are one look. */
const together = 300

/** Calls `look` when one of the topics has changed, until the function it returns is called. `always`: also on a page where somebody writes, for what lies beside the text. */
export function watch(topics: string[], look: () => void, busy: () => boolean, always = false): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = false
  const soon = () => {
    due = true
    if (document.visibilityState === 'hidden') return
    timer ??= setTimeout(() => {
      timer = undefined
      if (busy()) return soon()
      due = false
      if (!always && isStill()) return
      look()
    }, together)
  }
  const seen = () => {
    if (due && document.visibilityState === 'visible') soon()
  }
  document.addEventListener('visibilitychange', seen)
  const stop = listenTo(topics, soon)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
    stop()
  }
}

/** Calls `changed` at each change of a topic and after a dropped line came back, until the function it returns is called. */
export function listenTo(topics: string[], changed: () => void): () => void {
  let ended = false
  let stop = () => undefined as void
  void connection().then((socket) => {
    if (!ended) stop = subscribe(socket, topics, changed)
  }, () => undefined)
  return () => {
    ended = true
    stop()
  }
}

/** All hooks of a page share one connection, which watches what any of them wants. */
const watched = new Map<string, number>()
const announce = (socket: Connection): void => void socket.emit('watch', [...watched.keys()], () => undefined)

function subscribe(socket: Connection, topics: string[], changed: () => void): () => void {
  let dropped = false
  const onChanged = (message: { topics: string[] }) => {
    if (message.topics.some((topic) => topics.includes(topic))) changed()
  }
  const onConnect = () => {
    announce(socket)
    if (dropped) changed()
  }
  const onDisconnect = () => { dropped = true }
  for (const topic of topics) watched.set(topic, (watched.get(topic) ?? 0) + 1)
  socket.on('changed', onChanged).on('connect', onConnect).on('disconnect', onDisconnect)
  if (socket.connected) announce(socket)
  return () => {
    for (const topic of topics) {
      const left = (watched.get(topic) ?? 1) - 1
      if (left > 0) watched.set(topic, left)
      else watched.delete(topic)
    }
    socket.off('changed', onChanged).off('connect', onConnect).off('disconnect', onDisconnect)
    if (socket.connected) announce(socket)
  }
}
