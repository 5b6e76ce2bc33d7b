import { useTranslation } from 'react-i18next'
import { stepped, turned, wholeView, zoomed, zoomOf, zoomStep, type Size, type View } from '~/domain/rooms/stage-view'
import { Icon } from '~/ui/icon'

interface LensProps { view: View; picture: Size; stage: Size; page: number; pages: number; move: (view: View) => void; turnTo: (page: number) => void }

/** Nearer, further, whole, turned, and the page. */
export function Lens({ view, picture, stage, page, pages, move, turnTo }: LensProps) {
  const { t } = useTranslation()
  const zoom = zoomOf(view, picture, stage)
  return (
    <>
      <div className="lens" role="group" aria-label={t('rooms:stage.lens')}>
        <button type="button" aria-label={t('rooms:stage.further')} disabled={zoom <= 1.001} onClick={() => move(zoomed(view, 1 / zoomStep, picture, stage))}><Icon name="minus" /></button>
        <output>{Math.round(zoom * 100)}%</output>
        <button type="button" aria-label={t('rooms:stage.nearer')} onClick={() => move(zoomed(view, zoomStep, picture, stage))}><Icon name="plus" /></button>
        <button type="button" onClick={() => move({ ...wholeView, rotation: view.rotation })}>{t('rooms:stage.fit')}</button>
        <button type="button" onClick={() => move(turned(view, picture, stage))}><Icon name="turn" /><span>{t('rooms:stage.turn')}</span></button>
      </div>
      {pages > 1 ? (
        <div className="lens sheets" role="group" aria-label={t('rooms:stage.leaf')}>
          <button type="button" aria-label={t('rooms:stage.before')} disabled={page <= 1} onClick={() => turnTo(page - 1)}><Icon name="back" /></button>
          <output aria-live="polite">{t('rooms:stage.page', { number: page, count: pages })}</output>
          <button type="button" aria-label={t('rooms:stage.next')} disabled={page >= pages} onClick={() => turnTo(page + 1)}><Icon name="go" /></button>
        </div>
      ) : null}
    </>
  )
}

const sides = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } } as const
const isSide = (key: string): key is keyof typeof sides => Object.hasOwn(sides, key)

/** The same by keys while the picture has the focus; true when the key was one of them. */
export function pressed(key: string, { view, picture, stage, page, pages, move, turnTo }: LensProps): boolean {
  const to = (next: number) => {
    if (next >= 1 && next <= pages) turnTo(next)
    return true
  }
  if (key === 'PageDown') return to(page + 1)
  if (key === 'PageUp') return to(page - 1)
  if (isSide(key)) {
    const side = sides[key]
    // Of a picture seen whole there is nothing beside; then the arrows turn pages.
    if (zoomOf(view, picture, stage) <= 1.001) return side.x === 0 ? false : to(page + side.x)
    move(stepped(view, side, picture, stage))
    return true
  }
  if (key === '+' || key === '=') move(zoomed(view, zoomStep, picture, stage))
  else if (key === '-') move(zoomed(view, 1 / zoomStep, picture, stage))
  else if (key === '0') move({ ...wholeView, rotation: view.rotation })
  else return false
  return true
}
