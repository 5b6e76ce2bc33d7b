import { useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pointer } from '~/sockets/contract'
import { nameOf, type StagedRoom } from './parts'

interface PictureProps {
  room: StagedRoom
  file: StagedRoom['consult']['files'][number]
  pointer: Pointer | null
  onPoint: ((x: number, y: number) => void) | undefined
}

/** One picture fitted to the stage. The pointer is drawn in the picture's own coordinates, so that it means the same spot on every screen. */
export function Picture({ room, file, pointer, onPoint }: PictureProps) {
  const { t } = useTranslation()
  const [size, setSize] = useState({ width: 4, height: 3 })
  const drawing = useRef<SVGSVGElement>(null)
  const move = (event: PointerEvent) => {
    const matrix = drawing.current?.getScreenCTM()
    if (!onPoint || !matrix) return
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
    const [x, y] = [at.x / size.width, at.y / size.height]
    if (x >= 0 && x <= 1 && y >= 0 && y <= 1) onPoint(x, y)
  }
  const unit = Math.max(size.width, size.height) / 60
  return (
    <>
      <img src={`/consults/${room.consult.id}/files/${file.id}`} alt={t('rooms:stage.picture', { name: file.name })}
        onLoad={({ currentTarget }) => setSize({ width: currentTarget.naturalWidth || 4, height: currentTarget.naturalHeight || 3 })} />
      <svg ref={drawing} viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="xMidYMid meet" className={onPoint ? 'over points' : 'over'} onPointerMove={move} aria-hidden="true">
        {pointer ? (
          <g transform={`translate(${pointer.x * size.width} ${pointer.y * size.height}) scale(${unit})`}>
            <path d="M0 0 1.8.95.9 1.15.55 2z" fill="#72c5d2" stroke="#05222a" strokeWidth=".12" />
            <text x="1.6" y="2.6" fontSize="1.2" fill="#72c5d2" stroke="#05222a" strokeWidth=".25" paintOrder="stroke">{nameOf(room, pointer.personId)}</text>
          </g>
        ) : null}
      </svg>
    </>
  )
}
