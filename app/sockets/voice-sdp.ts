/** What this end asks of the others' voices: repair data for lost packets, nothing sent in silence, one channel, 24 kbit/s. */
const asked = { useinbandfec: '1', usedtx: '1', stereo: '0', maxaveragebitrate: '24000' }

/** The description as the other end is to read it; what it says besides Opus is left as it is. */
export function leanVoice(sdp: string): string {
  const [, payload] = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp) ?? []
  if (!payload) return sdp
  // "." stops at the carriage return, so the line's end stays as it was.
  const line = new RegExp(`^a=fmtp:${payload} (.*)$`, 'm')
  if (line.test(sdp)) return sdp.replace(line, (_, given: string) => `a=fmtp:${payload} ${withAsked(given)}`)
  return sdp.replace(new RegExp(`^a=rtpmap:${payload} opus/48000.*$`, 'im'), (above) => `${above}\r\na=fmtp:${payload} ${withAsked('')}`)
}

function withAsked(given: string): string {
  const known = given.split(';').map((pair) => pair.trim().split('=')).filter(([name]) => name).map(([name = '', value = '']): [string, string] => [name, value])
  return Object.entries({ ...Object.fromEntries(known), ...asked }).map(([name, value]) => (value ? `${name}=${value}` : name)).join(';')
}
