import { Link } from '@remix-run/react'
import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefresh } from '~/sockets/use-refresh'
import { Frame, type Look } from './frame'
import { Icon, type IconName } from './icon'
import { PersonMenu } from './person-menu'
import { useRootData, type Viewer } from './root-data'
import { useHydrated } from './use-hydrated'

// Fetched behind the page: it rings, and nothing of it is needed to read.
const Ring = lazy(() => import('./ring/ring'))

export type Place = 'today' | 'consults' | 'duty' | 'schedule' | 'inbox' | 'account'

const places: Array<{ place: Place; to: string; icon: IconName; short?: string }> = [
  { place: 'today', to: '/today', icon: 'home' },
  { place: 'consults', to: '/consults', icon: 'case', short: 'shell:places.consultsShort' },
  { place: 'schedule', to: '/schedule', icon: 'cal', short: 'shell:places.scheduleShort' },
  { place: 'duty', to: '/duty', icon: 'phone' },
]
/** Offices above hospitals have no rosters and sit in no conferences. */
const ofHospitals = ['treatingDoctor', 'head', 'coordinator', 'specialist'] as const

function Places({ place, viewer }: { place: Place | undefined; viewer: Viewer }) {
  const { t } = useTranslation()
  return (
    <nav className="nav" aria-label={t('shell:places.label')}>
      {places.filter((entry) => !['duty', 'schedule'].includes(entry.place) || ofHospitals.some((role) => viewer.roles.includes(role))).map((entry) => (
        <Link key={entry.place} to={entry.to} prefetch="none" aria-current={entry.place === place ? 'page' : undefined}>
          <Icon name={entry.icon} />
          <span className={entry.short ? 'desk' : undefined}>{t(`shell:places.${entry.place}`)}</span>
          {entry.short ? <span className="phone">{t(entry.short)}</span> : null}
        </Link>
      ))}
    </nav>
  )
}

function Organisation({ viewer }: { viewer: Viewer }) {
  return (
    <div className="org">
      <span><span className="desk">{viewer.hospitalName}</span><span className="phone">{viewer.hospitalShort}</span></span>
      {viewer.departmentName ? <small>{viewer.departmentName}</small> : null}
    </div>
  )
}

/** Counts by itself: a notice reaches whoever has a page open, whichever page it is. */
function Bell({ viewer, here }: { viewer: Viewer; here: boolean }) {
  const { t } = useTranslation()
  useRefresh([`person:${viewer.personId}`])
  const words = viewer.unread > 0 ? t('shell:unread', { count: viewer.unread }) : t('shell:unreadNone')
  return (
    <Link className="bell" to="/inbox" prefetch="none" aria-label={words} aria-current={here ? 'page' : undefined}>
      <Icon name="bell" />
      {viewer.unread > 0 ? <span className="count hot" aria-hidden="true">{viewer.unread > 99 ? '99+' : viewer.unread}</span> : null}
    </Link>
  )
}

/** Báo động đỏ from anywhere, for those who treat: leads to the two choices and the one press. */
function Raise({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation()
  return viewer.roles.includes('treatingDoctor') ? <Link className="btn alarm raise" to="/alert" prefetch="none"><Icon name="red" /><span>{t('shell:redAlert')}</span></Link> : null
}

/** The frame of a page for people who are signed in: where one works, the places, notices, who one is; the places stand at the foot of a phone. */
export function Shell({ place, look, children }: { place?: Place; look?: Look; children: ReactNode }) {
  const { viewer } = useRootData()
  const hydrated = useHydrated()
  const bar = viewer ? (
    <>
      <Organisation viewer={viewer} />
      <Places place={place} viewer={viewer} />
      <div className="tail"><Raise viewer={viewer} /><Bell viewer={viewer} here={place === 'inbox'} /><PersonMenu viewer={viewer} /></div>
    </>
  ) : null
  return <Frame look={look} bar={bar}>{viewer && hydrated ? <Suspense fallback={null}><Ring viewer={viewer} /></Suspense> : null}{children}</Frame>
}
