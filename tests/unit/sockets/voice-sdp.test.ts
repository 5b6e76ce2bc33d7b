import { expect, test } from 'vitest'
import { encodingOf, sendingAt } from '~/sockets/sending'
import { leanVoice } from '~/sockets/voice-sdp'

const offer = ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1', 'a=rtpmap:0 PCMU/8000', 'm=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000', ''].join('\r\n')
const asked = 'useinbandfec=1;usedtx=1;stereo=0;maxaveragebitrate=24000'

test('a voice is asked for with repair data, nothing in silence, 24 kbit/s; the rest of the description is untouched', () => {
  expect(leanVoice(offer)).toBe(offer.replace('minptime=10;useinbandfec=1', `minptime=10;${asked}`))
  expect(leanVoice(leanVoice(offer))).toBe(leanVoice(offer))
})

test('an offer without parameters of Opus gets them, one without Opus stays as it is', () => {
  const bare = offer.replace('a=fmtp:111 minptime=10;useinbandfec=1\r\n', '')
  expect(leanVoice(bare)).toBe(bare.replace('opus/48000/2\r\n', `opus/48000/2\r\na=fmtp:111 ${asked}\r\n`))
  const without = offer.replace('opus', 'G722')
  expect(leanVoice(without)).toBe(without)
})

test('sound goes first; a picture nobody looks at is not sent; a screen loses frames before anything else', () => {
  expect(encodingOf('sound', sendingAt.sound, false)).toMatchObject({ active: true, priority: 'high', networkPriority: 'high', maxBitrate: 16_000 })
  expect(encodingOf('picture', sendingAt.full, true)).toMatchObject({ active: true, scaleResolutionDownBy: 1 })
  expect(encodingOf('picture', sendingAt.full, false).active).toBe(false)
  expect(encodingOf('picture', sendingAt.ownOff, true).active).toBe(false)
  for (const step of ['full', 'smaller', 'fewer', 'ownOff', 'othersOff'] as const) {
    const screen = encodingOf('screen', sendingAt[step], false)
    expect(screen.active).toBe(true)
    expect(screen.scaleResolutionDownBy).toBeUndefined()
  }
  expect(encodingOf('screen', sendingAt.othersOff, true).maxFramerate).toBe(1)
})
