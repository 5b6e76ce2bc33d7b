import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { begin, decide, retry as again, stepOf, type Step } from './audio-first'
import type { FromServer, LineWord } from './contract'
import { loudnessBetween, type LineFigures } from './line-figures'
import { ownLine, qualityOf, sampleOf } from './line-quality'
import type { Mesh, PeerFigures } from './mesh'
import type { RoomLink, RoomView } from './room-link'
import { sendingAt, type Sending } from './sending'
import { heard, speakingNow, type Voices } from './speaking'

/** Voices are looked at this often, lines at every fourth look, ms. */
const look = 500
const looksPerLine = 4
/** A word about one's line that did not change is said again after this, for those who came later, ms. */
const sayAgain = 10_000
/** What nobody has said again is not known any more, ms. */
const stale = 25_000

export interface LineCare {
  step: Step
  /** by personId */
  lines: Record<string, LineWord>
  speaking: string[]
  /** everything on again, because the person says so */
  retry: () => void
}

interface Options { link: RoomLink; view: RoomView; mesh: RefObject<Mesh | null>; tune: (sending: Sending) => void; on: boolean; pictures: boolean; saving: boolean; me: string }

/** Looks after one's own line while there is sound: lowers pictures before sound breaks, marks who speaks, says how one hears. */
export function useLineCare({ link, view, mesh, tune, on, pictures, saving, me }: Options): LineCare {
  const controller = useRef(begin(0))
  const [automatic, setAutomatic] = useState(0)
  const [speaking, setSpeaking] = useState<string[]>([])
  const [lines, tellLine] = useLines(link, view)
  const step = stepOf({ step: automatic }, saving)
  const now = useRef({ pictures, step })
  now.current = { pictures, step }
  useEffect(() => tune(sendingAt[step]), [tune, step])

  useEffect(() => {
    if (!on) return undefined
    const readings = new Map<string, { voice: LineFigures; line: LineFigures }>()
    let [looks, voices, busy, gone]: [number, Voices, boolean, boolean] = [0, {}, false, false]
    let said: { word: LineWord; at: number } | null = null
    controller.current = { ...controller.current, seenAt: 0 }

    const listen = (all: PeerFigures[]): void => {
      const at = performance.now()
      const levels = all.flatMap(({ peer, personId, figures }): [string, number][] => {
        const before = readings.get(peer)
        readings.set(peer, { voice: figures, line: before?.line ?? figures })
        return before ? [[personId, loudnessBetween(before.voice.heard, figures.heard)], [me, loudnessBetween(before.voice.said, figures.said)]] : []
      })
      voices = heard(voices, levels, at)
      const speakers = speakingNow(voices, at)
      setSpeaking((known) => (known.join() === speakers.join() ? known : speakers))
    }
    const judge = (all: PeerFigures[]): void => {
      const samples = all.flatMap(({ peer, connected, figures }) => {
        const before = readings.get(peer)
        if (!before) return []
        readings.set(peer, { ...before, line: figures })
        // What is not connected any more after it once was loses everything.
        if (!connected) return figures.received > 0 ? [{ loss: 1, delay: null, rate: null }] : []
        const sample = sampleOf(before.line, figures)
        // Without pictures the browser does not look for what the line could carry.
        const sends = now.current.pictures && sendingAt[now.current.step].picture !== null
        return [{ ...sample, rate: sends ? sample.rate : null }]
      })
      if (samples.length === 0) return
      const own = ownLine(samples)
      const word = qualityOf(own)
      const at = performance.now()
      controller.current = decide(controller.current, { quality: word.quality, loss: own.loss }, at)
      setAutomatic(controller.current.step)
      if (said && said.word.quality === word.quality && said.word.reason === word.reason && at - said.at < sayAgain) return
      said = { word, at }
      tellLine(me, word)
      link.socket?.volatile.emit('media:line', { conferenceId: link.conferenceId, ...word })
    }
    const measure = async (): Promise<void> => {
      if (busy || !mesh.current) return
      busy = true
      // A line that is being closed has no figures; the next look has.
      const all = await mesh.current.figures().catch(() => [])
      busy = false
      if (gone) return
      if (looks % looksPerLine === 0) judge(all)
      looks += 1
      listen(all)
    }
    const timer = setInterval(() => void measure(), look)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [on, link, mesh, me, tellLine])

  const retry = useCallback(() => {
    controller.current = again(controller.current, performance.now())
    setAutomatic(0)
  }, [])
  return { step, lines, speaking, retry }
}

/** What everybody said last of their line; who falls silent is not known any more. */
function useLines(link: RoomLink, { line }: RoomView): [Record<string, LineWord>, (personId: string, word: LineWord) => void] {
  const [lines, setLines] = useState<Record<string, LineWord & { at: number }>>({})
  const tell = useCallback((personId: string, { quality, reason }: LineWord) => setLines((known) => ({ ...known, [personId]: { quality, reason, at: Date.now() } })), [])
  useEffect(() => {
    const { socket } = link
    const onLine: FromServer['media:line'] = ({ conferenceId, personId, ...word }) => {
      if (conferenceId === link.conferenceId) tell(personId, word)
    }
    socket?.on('media:line', onLine)
    const timer = setInterval(() => setLines((known) => {
      const fresh = Object.entries(known).filter(([, { at }]) => Date.now() - at < stale)
      return fresh.length === Object.keys(known).length ? known : Object.fromEntries(fresh)
    }), 5_000)
    return () => {
      clearInterval(timer)
      socket?.off('media:line', onLine)
    }
  }, [link, line, tell])
  return [lines, tell]
}
