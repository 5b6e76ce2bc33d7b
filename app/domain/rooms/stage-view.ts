/**
 * What part of a picture somebody looks at, in the picture's own measure: centre and extent from 0 to 1 of its width and height, turned
 * by quarters. Everybody fits it to their own screen, so what one sees, all see, whatever shape their stage has.
 */
export interface View { x: number; y: number; w: number; h: number; rotation: Rotation }
export const rotations = [0, 90, 180, 270] as const
type Rotation = (typeof rotations)[number]
export interface Size { width: number; height: number }
export interface Spot { x: number; y: number }

export const wholeView: View = { x: 0.5, y: 0.5, w: 1, h: 1, rotation: 0 }
/** Nearer than this there is nothing more to see. */
export const nearest = 1 / 12
/** One press of plus or minus. */
export const zoomStep = 1.25
/** One press of an arrow key: this much of what is seen. */
const panStep = 0.15

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
const middle = (value: number, extent: number): number => within(value, extent / 2, 1 - extent / 2)
const lies = (rotation: Rotation): boolean => rotation % 180 !== 0
const rad = (rotation: number): number => (rotation * Math.PI) / 180

/** Screen px for each px of the picture, so that all of the view is seen. */
export function scaleOf({ w, h, rotation }: View, picture: Size, stage: Size): number {
  const across = picture.width * w
  const down = picture.height * h
  return lies(rotation) ? Math.min(stage.width / down, stage.height / across) : Math.min(stage.width / across, stage.height / down)
}

/** The view as it is really seen on this stage: as far as the picture and the stage reach. The same view again gives itself. */
export function seenOn(view: View, picture: Size, stage: Size): View {
  const scale = scaleOf(view, picture, stage)
  const [across, down] = lies(view.rotation) ? [stage.height, stage.width] : [stage.width, stage.height]
  const w = within(across / scale / picture.width, 0, 1)
  const h = within(down / scale / picture.height, 0, 1)
  return { x: middle(view.x, w), y: middle(view.y, h), w, h, rotation: view.rotation }
}

/** A spot of the picture (0 to 1) on the stage, px from its left upper corner. */
export function toStage(spot: Spot, view: View, picture: Size, stage: Size): Spot {
  const scale = scaleOf(view, picture, stage)
  const [dx, dy] = [(spot.x - view.x) * picture.width * scale, (spot.y - view.y) * picture.height * scale]
  const [cos, sin] = [Math.cos(rad(view.rotation)), Math.sin(rad(view.rotation))]
  return { x: stage.width / 2 + dx * cos - dy * sin, y: stage.height / 2 + dx * sin + dy * cos }
}

/** And back: where of the picture a spot of the stage is; outside of it below 0 or above 1. */
export function toPicture(spot: Spot, view: View, picture: Size, stage: Size): Spot {
  const scale = scaleOf(view, picture, stage)
  const [sx, sy] = [spot.x - stage.width / 2, spot.y - stage.height / 2]
  const [cos, sin] = [Math.cos(rad(view.rotation)), Math.sin(rad(view.rotation))]
  return { x: view.x + (sx * cos + sy * sin) / scale / picture.width, y: view.y + (sy * cos - sx * sin) / scale / picture.height }
}

/** The CSS that puts a picture of this size, lying at the stage's left upper corner, where the view wants it. */
export function transformOf(view: View, picture: Size, stage: Size): string {
  const scale = scaleOf(view, picture, stage)
  const corner = toStage({ x: 0, y: 0 }, view, picture, stage)
  const [cos, sin] = [scale * Math.cos(rad(view.rotation)), scale * Math.sin(rad(view.rotation))]
  return `matrix(${[cos, sin, -sin, cos, corner.x, corner.y].map((number) => Number(number.toFixed(5))).join(',')})`
}

/** How near, 1 being all of the picture on this stage. */
export const zoomOf = (view: View, picture: Size, stage: Size): number =>
  scaleOf(view, picture, stage) / scaleOf({ ...wholeView, rotation: view.rotation }, picture, stage)

/** Nearer by a factor (below 1: away), what lies under `at` (px of the stage) staying there. */
export function zoomed(view: View, by: number, picture: Size, stage: Size, at: Spot = { x: stage.width / 2, y: stage.height / 2 }): View {
  const factor = within(by, 1e-3, 1e3)
  const zoom = within(zoomOf(view, picture, stage) * factor, 1, 1 / nearest)
  const under = toPicture(at, view, picture, stage)
  const nearer: View = { ...view, w: 1 / zoom, h: 1 / zoom }
  const moved = toPicture(at, nearer, picture, stage)
  return seenOn({ ...nearer, x: view.x + under.x - moved.x, y: view.y + under.y - moved.y }, picture, stage)
}

/** Pushed by px of the stage, as a hand drags a sheet of paper. */
export function dragged(view: View, by: Spot, picture: Size, stage: Size): View {
  const centre = toPicture({ x: stage.width / 2 - by.x, y: stage.height / 2 - by.y }, view, picture, stage)
  return seenOn({ ...view, ...centre }, picture, stage)
}

/** One step towards a side of the stage. */
export const stepped = (view: View, towards: Spot, picture: Size, stage: Size): View =>
  dragged(view, { x: -towards.x * stage.width * panStep, y: -towards.y * stage.height * panStep }, picture, stage)

/** A quarter to the right, about what stands in the middle. */
export function turned(view: View, picture: Size, stage: Size): View {
  const zoom = zoomOf(view, picture, stage)
  const rotation = rotations[(rotations.indexOf(view.rotation) + 1) % rotations.length] ?? 0
  return seenOn({ ...view, rotation, w: 1 / zoom, h: 1 / zoom }, picture, stage)
}

const close = (one: number, other: number): boolean => Math.abs(one - other) < 0.002
/** Whether two views show the same. */
export const sameView = (one: View, other: View): boolean =>
  one.rotation === other.rotation && close(one.x, other.x) && close(one.y, other.y) && close(one.w, other.w) && close(one.h, other.h)
