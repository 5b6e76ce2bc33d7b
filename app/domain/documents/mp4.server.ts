import { readSlice, writeSlice } from '~/platform/files/parts.server'

interface Box { type: string; start: number; head: number; end: number }

/** More boxes than a film has, in one list and in all, so that a made-up file does not keep us reading. */
const mostBoxes = 2_000
const mostInAll = 6_000

/** Boxes that say where, when and with what a film was made, wherever they stand among those we open. */
const telling = new Set(['udta', 'meta', 'uuid'])
/** What is opened at each depth; a film that hides one of them elsewhere was made by hand. */
const opened = ['moov', 'trak']

/**
 * True when a file of `size` bytes is an MP4 film and nothing else: boxes from the first byte to the last, with an index and
 * pictures. What tells of place and camera is blanked in the file itself.
 */
export async function cleanFilm(part: string, size: number): Promise<boolean> {
  const boxes = await boxesIn(part, 0, size)
  if (!boxes || boxes[0]?.type !== 'ftyp' || !boxes.some(({ type }) => type === 'moov') || !boxes.some(({ type }) => type === 'mdat')) return false
  const left = { boxes: mostInAll }
  for (const box of boxes) if (!(await blank(part, box, 0, left))) return false
  return true
}

/** The boxes between two places, or null when they do not fill it exactly. */
async function boxesIn(part: string, from: number, to: number): Promise<Box[] | null> {
  const found: Box[] = []
  let at = from
  while (at < to) {
    const head = await readSlice(part, at, 16)
    if (head.length < 8 || found.length >= mostBoxes) return null
    const type = head.toString('latin1', 4, 8)
    const short = head.readUInt32BE(0)
    const long = short === 1 && head.length === 16
    const length = short === 0 ? to - at : long ? Number(head.readBigUInt64BE(8)) : short
    if (!/^[\x20-\x7e\xa9]{4}$/.test(type) || length < (long ? 16 : 8) || at + length > to) return null
    found.push({ type, start: at, head: long ? 16 : 8, end: at + length })
    at += length
  }
  return found
}

async function blank(part: string, box: Box, depth: number, left: { boxes: number }): Promise<boolean> {
  if (telling.has(box.type)) {
    await writeSlice(part, box.start + 4, Buffer.from('free', 'latin1'))
    for (let at = box.start + box.head; at < box.end; at += zeros.length) await writeSlice(part, at, zeros.subarray(0, Math.min(zeros.length, box.end - at)))
    return true
  }
  if (!opened.includes(box.type)) return true
  if (opened[depth] !== box.type) return false
  const inside = await boxesIn(part, box.start + box.head, box.end)
  left.boxes -= inside?.length ?? 0
  if (!inside || left.boxes < 0) return false
  for (const one of inside) if (!(await blank(part, one, depth + 1, left))) return false
  return true
}

const zeros = Buffer.alloc(64 * 1024)
