import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { marksOf } from '~/domain/rooms/stage-state'
import { seenOn, wholeView, type Size, type Spot, type View } from '~/domain/rooms/stage-view'
import { useSaving } from '~/sockets/kept-choices'
import { Icon } from '~/ui/icon'
import { FileList, isPdf, type StageFile } from './file-list'
import { Lens, pressed } from './lens'
import { Marks } from './marks'
import { Overlay } from './overlay'
import type { Parts, StagedRoom } from './parts'
import { Picture, type Tool } from './picture'
import { Presenter } from './presenter'
import { usePages } from './use-pages'
import { usePointer } from './use-pointer'
import { useSharedView } from './use-shared-view'
import { useStageSize } from './use-stage-size'

const drawing = [['point', 'point'], ['arrow', 'arrow'], ['text', 'text']] as const

/** Centre: pictures and PDF pages of the consult. The presenter leads, the others follow or look around; everybody points and draws. */
export function Stage({ room, link, view, faces }: Parts & { faces: ReactNode }) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const stage = useStageSize(frame)
  const [saving] = useSaving()
  const [tool, setTool] = useState<Tool>('look')
  const [draft, setDraft] = useState<Spot[]>([])
  const [spot, setSpot] = useState<Spot | null>(null)
  const [listed, setListed] = useState(false)
  const shared = useSharedView({ room, link, view })
  const { pointers, point } = usePointer(link, view)
  const { place, hidden, move: show } = shared
  const file = room.consult.files.find(({ id }) => id === place?.fileId)
  const address = file ? `/consults/${room.consult.id}/files/${file.id}` : null
  const pages = usePages(file && isPdf(file) ? address : null)
  const [picture, setPicture] = useState<Size>({ width: 1_000, height: 750 })
  const page = place?.page ?? 1
  const seen = seenOn(place?.view ?? wholeView, picture, stage)
  const drawn = file !== undefined && (file.isPicture || isPdf(file)) && !hidden && !pages.problem
  const move = (next: View) => file && show({ fileId: file.id, page, view: next })
  const turnTo = (next: number) => file && show({ fileId: file.id, page: next, view: { ...wholeView, rotation: seen.rotation } })
  const lens = { view: seen, picture, stage, page, pages: pages.count, move, turnTo }
  useEffect(() => { setSpot(null) }, [file?.id, page])
  const draw = (points: Spot[], done: boolean) => {
    if (!done) return setDraft(points)
    setDraft([])
    const [from, to] = points
    if (tool === 'text' && from) {
      setSpot(from)
      setListed(true)
      setTimeout(() => document.getElementById('mark-text')?.focus())
    } else if (file && from && to) link.send('room:mark', { item: room.item, fileId: file.id, page, id: crypto.randomUUID(), shape: 'arrow', points: [[from.x, from.y], [to.x, to.y]], text: '' })
  }
  const marks = file ? marksOf(view.state.board, file.id) : []
  return (
    <main className="stage" id="main" aria-label={t('rooms:stage.label')}>
      <div className="tools">
        {drawn ? drawing.map(([name, icon]) => (
          <button key={name} type="button" className="wide" aria-pressed={tool === name} onClick={() => setTool(tool === name ? 'look' : name)}><Icon name={icon} small />{t(`rooms:stage.${name}`)}</button>
        )) : null}
        <span className="who"><Patient room={room} /></span>
        <Presenter {...{ room, link, view, shared }} />
      </div>
      <div className="view" ref={frame} {...(drawn ? { tabIndex: 0, role: 'group', 'aria-label': t('rooms:stage.picture', { name: file.name }), 'aria-describedby': 'stage-keys' } : {})}
        onKeyDown={(event) => { if (drawn && event.target === event.currentTarget && !event.ctrlKey && !event.altKey && !event.metaKey && pressed(event.key, lens)) event.preventDefault() }}>
        {drawn && address ? (
          <>
            <Picture key={`${file.id} ${page}`} frame={frame} address={address} page={isPdf(file) ? page : null} alt={isPdf(file) ? t('rooms:stage.pageOf', { name: file.name, number: page }) : t('rooms:stage.picture', { name: file.name })}
              {...{ view: seen, picture, stage, tool, saving, move, draw }} measured={setPicture} point={({ x, y }) => point({ fileId: file.id, page, x, y })} failed={<Unseen room={room} file={file} problem="tooHard" />} />
            <Overlay room={room} marks={marks.filter((mark) => mark.page === page)} pointers={pointers.filter((one) => one.fileId === file.id && one.page === page)} draft={draft} view={seen} picture={picture} stage={stage} />
          </>
        ) : file && pages.problem && !hidden ? <Unseen room={room} file={file} problem={pages.problem} /> : <Document room={room} file={hidden ? undefined : file} hidden={hidden} />}
        {drawn ? <p className="tx br"><span className="warn">{t('rooms:stage.notForDiagnosis')}</span></p> : null}
        {drawn && listed ? <section className="drawn" id="marks" aria-label={t('rooms:marks.label')}><Marks {...{ room, link, view, seen, page, spot }} fileId={file.id} pages={pages.count} placed={() => setSpot(null)} /></section> : null}
        <p className="sr" id="stage-keys">{t('rooms:stage.keys')}</p>
      </div>
      {drawn ? (
        <div className="under">
          <Lens {...lens} />
          <button type="button" className="open" aria-expanded={listed} aria-controls="marks" onClick={() => setListed(!listed)}>{t('rooms:marks.title', { count: marks.length })}</button>
        </div>
      ) : null}
      <div className="low">
        {room.consult.files.length > 1 ? <FileList room={room} shown={hidden ? undefined : file?.id} choose={(fileId) => show({ fileId, page: 1, view: wholeView })} /> : null}
        {faces}
      </div>
    </main>
  )
}

function Patient({ room }: { room: StagedRoom }) {
  const { t } = useTranslation()
  const { patientName, sex, ageValue, ageUnit } = room.consult
  return <><b>{patientName ?? t(room.identified ? 'rooms:stage.unidentified' : 'rooms:deidentified')}</b>, {t(`rooms:sex.${sex ?? 'unknown'}`)}{ageValue === null || !ageUnit ? null : <>, {t(`rooms:age.${ageUnit}`, { count: ageValue })}</>}</>
}

/** Why there is no picture of it, and the way to the file itself. */
function Unseen({ room, file, problem }: { room: StagedRoom; file: StageFile; problem: string }) {
  const { t } = useTranslation()
  return <div className="words"><p>{t(`rooms:unseen.${problem}`)}</p><p><FileLink room={room} file={file} /></p></div>
}

function FileLink({ room, file }: { room: StagedRoom; file: StageFile }) {
  const { t } = useTranslation()
  return <a href={`/consults/${room.consult.id}/files/${file.id}`} target="_blank" rel="noreferrer">{t('rooms:stage.open', { name: file.name })}</a>
}

function Document({ room, file, hidden }: { room: StagedRoom; file: StageFile | undefined; hidden: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="words" role="region" aria-label={t('rooms:stage.situation')} tabIndex={0}>
      {hidden ? <p>{t('rooms:stage.notForYou')}</p> : file ? <p><FileLink room={room} file={file} /></p> : <p>{t('rooms:stage.none')}</p>}
      <h2>{t('rooms:stage.situation')}</h2>
      <p className="situation">{room.consult.situation}</p>
    </div>
  )
}
