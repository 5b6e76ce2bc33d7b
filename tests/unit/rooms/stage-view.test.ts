import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dragged, nearest, rotations, sameView, scaleOf, seenOn, stepped, toPicture, toStage, transformOf, turned, wholeView, zoomed, zoomOf, type Size, type View } from '~/domain/rooms/stage-view'

const size = (low: number, high: number) => fc.record({ width: fc.integer({ min: low, max: high }), height: fc.integer({ min: low, max: high }) })
const pictures = size(40, 6_000)
const stages = size(200, 2_500)
const part = fc.double({ min: 0, max: 1, noNaN: true })
const views: fc.Arbitrary<View> = fc.record({ x: part, y: part, w: fc.double({ min: nearest, max: 1, noNaN: true }), h: fc.double({ min: nearest, max: 1, noNaN: true }), rotation: fc.constantFrom(...rotations) })
const spots = fc.record({ x: part, y: part })

const holds = (...check: Parameters<typeof fc.property<[View, Size, Size, { x: number; y: number }]>>) => fc.assert(fc.property(...check), { numRuns: 500 })

test('from the picture to the screen and back is the same spot, zoomed and turned', () => holds(views, pictures, stages, spots, (view, picture, stage, spot) => {
  const back = toPicture(toStage(spot, view, picture, stage), view, picture, stage)
  expect(back.x).toBeCloseTo(spot.x, 8)
  expect(back.y).toBeCloseTo(spot.y, 8)
}))

test('all that the presenter sees is seen on every other stage', () => fc.assert(fc.property(views, pictures, stages, stages, spots, (view, picture, here, there, { x, y }) => {
  const seen = seenOn(view, picture, here)
  const inside = { x: seen.x + (x - 0.5) * seen.w, y: seen.y + (y - 0.5) * seen.h }
  const at = toStage(inside, seenOn(seen, picture, there), picture, there)
  expect(at.x).toBeGreaterThan(-0.01)
  expect(at.y).toBeGreaterThan(-0.01)
  expect(at.x).toBeLessThan(there.width + 0.01)
  expect(at.y).toBeLessThan(there.height + 0.01)
}), { numRuns: 500 }))

test('what is seen stays what is seen, and as near', () => holds(views, pictures, stages, spots, (view, picture, stage) => {
  const seen = seenOn(view, picture, stage)
  expect(scaleOf(seen, picture, stage)).toBeCloseTo(scaleOf(view, picture, stage), 6)
  expect(sameView(seenOn(seen, picture, stage), seen)).toBe(true)
}))

test('the middle of the view and its extent stay within the picture', () => holds(views, pictures, stages, spots, (view, picture, stage, { x, y }) => {
  for (const moved of [zoomed(view, 1 + x * 9, picture, stage), zoomed(view, x, picture, stage), dragged(view, { x: 1e4 * (x - 0.5), y: 1e4 * (y - 0.5) }, picture, stage), turned(view, picture, stage), stepped(view, { x: 1, y: -1 }, picture, stage)]) {
    for (const [centre, extent] of [[moved.x, moved.w], [moved.y, moved.h]] as const) {
      expect(extent).toBeGreaterThan(0)
      expect(centre - extent / 2).toBeGreaterThan(-1e-9)
      expect(centre + extent / 2).toBeLessThan(1 + 1e-9)
    }
  }
}))

test('what lies under the mouse stays there, unless an edge of the picture would leave the screen', () => {
  const [picture, stage] = [{ width: 1_000, height: 1_000 }, { width: 500, height: 500 }]
  const at = { x: 200, y: 300 }
  const under = toPicture(at, wholeView, picture, stage)
  const nearer = zoomed(wholeView, 2, picture, stage, at)
  expect(toPicture(at, nearer, picture, stage).x).toBeCloseTo(under.x, 8)
  expect(toPicture(at, nearer, picture, stage).y).toBeCloseTo(under.y, 8)
  expect(zoomOf(nearer, picture, stage)).toBeCloseTo(2, 8)
})

test('never nearer than the nearest, never smaller than whole; four quarters are a turn', () => holds(views, pictures, stages, spots, (view, picture, stage) => {
  expect(zoomOf(zoomed(view, 1e3, picture, stage), picture, stage)).toBeCloseTo(1 / nearest, 6)
  expect(sameView(zoomed(view, 1e-3, picture, stage), seenOn({ ...wholeView, rotation: view.rotation }, picture, stage))).toBe(true)
  const around = [1, 2, 3, 4].reduce((now) => turned(now, picture, stage), wholeView)
  expect(sameView(around, seenOn(wholeView, picture, stage))).toBe(true)
}))

test('the CSS puts a corner where the geometry says', () => {
  const [picture, stage] = [{ width: 800, height: 400 }, { width: 400, height: 400 }]
  expect(transformOf(wholeView, picture, stage)).toBe('matrix(0.5,0,0,0.5,0,100)')
  expect(transformOf({ ...wholeView, rotation: 90 }, picture, stage)).toBe('matrix(0,0.5,-0.5,0,300,0)')
})
