/** Two notes that carry through a ward's noise; red alert without a pause. */
const notes = [880, 660] as const
const noteLength = 0.28

export interface Bell {
  /** true once it can be heard: browsers keep a page silent until somebody has touched it */
  audible: () => boolean
  /** tries again: to be called from a touch or a key */
  allow: () => Promise<boolean>
  stop: () => void
}

/** Rings through WebAudio until stopped: nothing is loaded, so it rings on a dead line too. Null where the browser has no WebAudio. */
export function startBell(red: boolean): Bell | null {
  const Context = window.AudioContext
  if (!Context) return null
  const context = new Context()
  const pause = red ? 900 : 2_600
  const ring = () => {
    if (context.state !== 'running') return
    notes.forEach((frequency, index) => note(context, frequency, context.currentTime + index * noteLength))
    if (red) notes.forEach((frequency, index) => note(context, frequency, context.currentTime + (index + 2) * noteLength / 1.4))
  }
  const timer = setInterval(ring, pause)
  const allow = async () => {
    await context.resume().catch(() => undefined)
    const running = context.state === 'running'
    if (running) ring()
    return running
  }
  ring()
  return {
    audible: () => context.state === 'running',
    allow,
    stop: () => {
      clearInterval(timer)
      void context.close().catch(() => undefined)
    },
  }
}

function note(context: AudioContext, frequency: number, at: number): void {
  const [tone, volume] = [context.createOscillator(), context.createGain()]
  tone.type = 'triangle'
  tone.frequency.value = frequency
  // A soft edge: a hard one clicks.
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(0.5, at + 0.02)
  volume.gain.linearRampToValueAtTime(0, at + noteLength)
  tone.connect(volume).connect(context.destination)
  tone.start(at)
  tone.stop(at + noteLength)
}
