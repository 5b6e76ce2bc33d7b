// Decodes one frame of a DICOM instance and maps it to 8 bit, apart from the process that answers requests: a codec that fails
// throws numbers, keeps memory or takes a second for a large film. Plain JavaScript, since a thread is started from a file.
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'

const require = createRequire(import.meta.url)
const codecs = new Map()

/** A WebAssembly codec, loaded once. */
async function codec(name) {
  if (!codecs.has(name)) codecs.set(name, require(name)({ print: () => undefined, printErr: () => undefined, locateFile: (file) => require.resolve(name).replace(/[^/\\]+$/, '') + file }))
  return codecs.get(name)
}

async function byCodec(name, decoderName, bytes) {
  const module = await codec(name)
  const decoder = new module[decoderName]()
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes)
    decoder.decode()
    return Uint8Array.from(decoder.getDecodedBuffer())
  } finally {
    decoder.delete()
  }
}

async function losslessJpeg(bytes) {
  const { Decoder } = require('jpeg-lossless-decoder-js')
  return new Uint8Array(new Decoder().decompress(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

async function baselineJpeg(bytes, { samples }) {
  const picture = sharp(bytes, { limitInputPixels: 100_000_000 })
  return new Uint8Array(await (samples === 1 ? picture.toColourspace('b-w').extractChannel(0) : picture.toColourspace('srgb').removeAlpha()).raw().toBuffer())
}

/** Run-length coding (PS3.5 annex G): bytes of each plane packed apart, the highest first. */
function runLengths(bytes, { rows, columns, samples, bits }) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = bits / 8
  const pixels = rows * columns
  const out = new Uint8Array(pixels * samples * width)
  const count = view.getUint32(0, true)
  if (count !== samples * width) throw new Error('wrong number of segments')
  for (let segment = 0; segment < count; segment += 1) {
    let at = view.getUint32(4 + 4 * segment, true)
    const end = segment + 1 < count ? view.getUint32(8 + 4 * segment, true) : bytes.length
    const place = Math.floor(segment / width) * width + (width - 1 - (segment % width))
    let pixel = 0
    while (at < end && pixel < pixels) {
      const control = bytes[at++]
      const repeat = control > 128
      const length = repeat ? 257 - control : control < 128 ? control + 1 : 0
      for (let index = 0; index < length && pixel < pixels; index += 1) out[pixel++ * samples * width + place] = repeat ? bytes[at] : bytes[at + index]
      at += length === 0 ? 0 : repeat ? 1 : length
    }
  }
  return out
}

const decoders = {
  '1.2.840.10008.1.2.4.50': baselineJpeg,
  '1.2.840.10008.1.2.4.57': losslessJpeg,
  '1.2.840.10008.1.2.4.70': losslessJpeg,
  '1.2.840.10008.1.2.4.80': (bytes) => byCodec('@cornerstonejs/codec-charls/decodewasmjs', 'JpegLSDecoder', bytes),
  '1.2.840.10008.1.2.4.81': (bytes) => byCodec('@cornerstonejs/codec-charls/decodewasmjs', 'JpegLSDecoder', bytes),
  '1.2.840.10008.1.2.4.90': (bytes) => byCodec('@cornerstonejs/codec-openjpeg/decodewasmjs', 'J2KDecoder', bytes),
  '1.2.840.10008.1.2.4.91': (bytes) => byCodec('@cornerstonejs/codec-openjpeg/decodewasmjs', 'J2KDecoder', bytes),
  '1.2.840.10008.1.2.5': runLengths,
}

/** Stored values as numbers: masked to the bits that count, signed where the header says so. */
function valuesOf(bytes, { bits, stored, signed, bigEndian }) {
  if (bits === 8) return signed ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const out = new Int32Array(bytes.length >> 1)
  const shift = 32 - stored
  for (let index = 0; index < out.length; index += 1) {
    const value = view.getUint16(2 * index, !bigEndian)
    out[index] = signed ? (value << shift) >> shift : (value << shift) >>> shift
  }
  return out
}

function grey(bytes, about) {
  const { rows, columns, slope, intercept, inverse } = about
  const values = valuesOf(bytes, about)
  const pixels = rows * columns
  let { center, width } = about
  if (!(width >= 1)) {
    let low = Infinity
    let high = -Infinity
    for (let index = 0; index < pixels; index += 1) {
      const value = values[index] * slope + intercept
      if (value < low) low = value
      if (value > high) high = value
    }
    center = (low + high) / 2 + 0.5
    width = Math.max(1, high - low + 1)
  }
  const out = new Uint8Array(pixels)
  const low = center - 0.5 - (width - 1) / 2
  const scale = 255 / Math.max(1, width - 1)
  for (let index = 0; index < pixels; index += 1) {
    const level = Math.max(0, Math.min(255, (values[index] * slope + intercept - low) * scale))
    out[index] = inverse ? 255 - level : level
  }
  return out
}

function colour(bytes, { rows, columns, planar, ybr, palette }) {
  const pixels = rows * columns
  const out = new Uint8Array(pixels * 3)
  for (let index = 0; index < pixels; index += 1) {
    if (palette) {
      const entry = Math.max(0, Math.min(palette.length - 1, bytes[index] - palette.first))
      for (let channel = 0; channel < 3; channel += 1) out[3 * index + channel] = palette.colours[3 * entry + channel]
      continue
    }
    const one = planar ? bytes[index] : bytes[3 * index]
    const two = planar ? bytes[pixels + index] : bytes[3 * index + 1]
    const three = planar ? bytes[2 * pixels + index] : bytes[3 * index + 2]
    out[3 * index] = ybr ? clamp(one + 1.402 * (three - 128)) : one
    out[3 * index + 1] = ybr ? clamp(one - 0.344136 * (two - 128) - 0.714136 * (three - 128)) : two
    out[3 * index + 2] = ybr ? clamp(one + 1.772 * (two - 128)) : three
  }
  return out
}

const clamp = (value) => Math.max(0, Math.min(255, Math.round(value)))

async function draw({ bytes, syntax, about }) {
  const decode = decoders[syntax]
  const plain = decode ? await decode(bytes, about) : bytes
  const wanted = about.rows * about.columns * about.samples * (about.bits / 8)
  // A short result is a broken one, whatever the codec says.
  if (plain.length < wanted) throw new Error('the frame is too short')
  const ybr = about.ybr && (!decode || syntax === '1.2.840.10008.1.2.5' || syntax.startsWith('1.2.840.10008.1.2.4.8'))
  // Codecs interleave; only plain and run-length files may keep the planes apart.
  const planar = about.planar && !decode
  return about.samples === 1 && !about.palette ? { channels: 1, data: grey(plain, about) } : { channels: 3, data: colour(plain, { ...about, ybr, planar }) }
}

parentPort?.on('message', async ({ id, job }) => {
  try {
    const { channels, data } = await draw(job)
    parentPort.postMessage({ id, done: { channels, data } }, [data.buffer])
  } catch (error) {
    parentPort.postMessage({ id, failure: String(error) })
  }
})
