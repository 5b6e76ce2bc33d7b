declare global {
  interface Window { arrived?: { clicked?: number; room?: number; sound?: number; picture?: number } }
}

/** Runs in the page before its own scripts: when the way in was clicked, and when room, sound and picture were there. */
export function watchArrivals(): void {
  const lines: RTCPeerConnection[] = []
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(given?: RTCConfiguration) {
      super(given)
      lines.push(this)
    }
  }
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('a[href$="/room"]')) return
    const arrived: NonNullable<Window['arrived']> = (window.arrived = { clicked: performance.now() })
    const look = async () => {
      const chip = document.querySelector('.rbar .chip.is-done')
      if (chip) arrived.room ??= performance.now()
      // One's own picture is one of them; sound plays outside the page, so all are silent.
      const shown = [...document.querySelectorAll<HTMLVideoElement>('.face video.ph')].filter((video) => video.videoWidth > 0 && video.currentTime > 0)
      if (shown.length > 1) arrived.picture ??= performance.now()
      for (const line of arrived.sound === undefined ? lines : []) {
        const stats = await line.getStats().catch(() => null)
        stats?.forEach((stat: { type: string; kind?: string; totalAudioEnergy?: number }) => {
          if (stat.type === 'inbound-rtp' && stat.kind === 'audio' && (stat.totalAudioEnergy ?? 0) > 0) arrived.sound ??= performance.now()
        })
      }
      if (arrived.room === undefined || arrived.sound === undefined || arrived.picture === undefined) setTimeout(() => void look(), 10)
    }
    void look()
  }, true)
}
