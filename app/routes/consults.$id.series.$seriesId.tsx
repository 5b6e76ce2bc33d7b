import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { seriesPage } from '~/domain/consults/file-list.server'
import { requireActor } from '~/domain/people/session.server'
import { idOf } from '~/platform/http/id-of'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Match } from '~/ui/files/study-cards'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['files'] }

export async function loader({ request, params: { id, seriesId } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const consultId = idOf(id)
  const asked = Number.parseInt(new URL(request.url).searchParams.get('i') ?? '1', 10)
  const view = await seriesPage(actor, consultId, idOf(seriesId), (Number.isFinite(asked) ? asked : 1) - 1)
  const t = translate(await languageOf(request))
  return { consultId, view, title: pageTitle(t, view.code ?? t('files:study.title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Leafs through a series by plain links; the arrow keys press them. */
export default function SeriesPage() {
  const { t } = useTranslation()
  const { consultId, view: { series, study, count, position, file, state } } = useLoaderData<typeof loader>()
  const [asked] = useSearchParams()
  const frame = Math.min(file.frames - 1, Math.max(0, Number.parseInt(asked.get('frame') ?? '0', 10) || 0))
  const [blank, is] = useState<string | null>(null)
  const to = (number: number) => `?i=${number}`
  const toFrame = (number: number) => `?i=${position + 1}&frame=${number}`
  const address = `/consults/${consultId}/files/${file.id}`
  const picture = `${address}?size=picture&frame=${frame}`
  useArrows()
  return (
    <Shell place="consults" look="record">
      <p><a href={state === 'draft' ? `/consults/${consultId}/compose` : `/consults/${consultId}#tep`}>{t('files:series.back')}</a></p>
      <h1>{[series.modality, series.description || study?.description].filter(Boolean).join(' ') || t('files:study.title')}</h1>
      {study ? <Match study={study} /> : null}
      <nav className="leaf" aria-label={t('files:series.title', { number: position + 1, count })}>
        {position > 0 ? <Link className="btn" rel="prev" to={to(position)} preventScrollReset prefetch="none">{t('files:series.previous')}</Link> : <span className="btn" aria-disabled="true">{t('files:series.previous')}</span>}
        <b aria-live="polite">{t('files:series.title', { number: position + 1, count })}</b>
        {position + 1 < count ? <Link className="btn" rel="next" to={to(position + 2)} preventScrollReset prefetch="none">{t('files:series.next')}</Link> : <span className="btn" aria-disabled="true">{t('files:series.next')}</span>}
      </nav>
      {file.frames > 1 ? (
        <p className="leaf">
          {frame > 0 ? <Link className="btn" to={toFrame(frame - 1)} preventScrollReset prefetch="none">{t('files:series.previousFrame')}</Link> : null}
          <span>{t('files:series.frame', { number: frame + 1, count: file.frames })}</span>
          {frame + 1 < file.frames ? <Link className="btn" to={toFrame(frame + 1)} preventScrollReset prefetch="none">{t('files:series.nextFrame')}</Link> : null}
        </p>
      ) : null}
      <div className="film">
        {blank === picture ? <Note tone="soon">{t('files:series.cannotDraw')}</Note> : <img key={picture} src={picture} alt={t('files:series.alt', { number: position + 1, series: series.number ?? '' })} onError={() => is(picture)} ref={(image) => { if (image?.complete && image.naturalWidth === 0) is(picture) }} />}
      </div>
      <p className="meta">{t('files:series.notForReading')} <a href={address} download>{t('files:series.download')}</a></p>
    </Shell>
  )
}

function useArrows(): void {
  useEffect(() => {
    const pressed = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      const rel = key === 'ArrowLeft' ? 'prev' : key === 'ArrowRight' ? 'next' : null
      if (rel) document.querySelector<HTMLAnchorElement>(`.leaf a[rel="${rel}"]`)?.click()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}
