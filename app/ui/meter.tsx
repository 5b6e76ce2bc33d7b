import { useTranslation } from 'react-i18next'
import type { Need } from '~/domain/consults/completeness'
import { Icon } from './icon'

/** What a good answer still needs and why; nothing of it blocks. `href` leads to where it is written; `short` names what is missing and folds the reasons. */
export function Meter({ needs, title, href, short = false }: { needs: readonly Need[]; title: string; href?: (key: Need['key']) => string; short?: boolean }) {
  const { t } = useTranslation()
  const missing = needs.filter(({ done }) => !done)
  const there = needs.filter(({ done }) => done)
  const list = (
    <ul>
      {missing.map(({ key, why }) => (
        <li key={key}><Icon name="rest" /><span><b>{href ? <a href={href(key)}>{t(`consults:need.${key}`)}</a> : t(`consults:need.${key}`)}</b><small>{t(`consults:${why}`)}</small></span></li>
      ))}
    </ul>
  )
  return (
    <section className="meter">
      <h2>{title} <small role="status">{t('consults:meter.count', { done: there.length, all: needs.length })}</small></h2>
      <div className="segs" aria-hidden="true">{needs.map(({ key, done }) => <i key={key} className={done ? 'ok' : ''} />)}</div>
      <div>
        {missing.length === 0 ? <p className="hint">{t('consults:meter.whole')}</p> : null}
        {short && missing.length > 0 ? <details><summary>{t('consults:meter.lacks', { lacks: missing.map(({ key }) => t(`consults:need.${key}`)).join(', ') })}</summary>{list}</details> : list}
      </div>
      {there.length > 0 && !short ? (
        <details>
          <summary>{t('consults:meter.there', { count: there.length })}</summary>
          <ul>{there.map(({ key }) => <li key={key} className="ok"><Icon name="done" /><span>{t(`consults:need.${key}`)}</span></li>)}</ul>
        </details>
      ) : null}
    </section>
  )
}
