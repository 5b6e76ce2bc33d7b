import { useTranslation } from 'react-i18next'
import { completeness, type Wanted } from '~/domain/consults/completeness'
import type { DraftView } from '~/domain/consults/queries.server'
import { todayInVietnam } from '~/platform/dates'
import type { Reply } from '~/platform/http/form'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { KeptNote } from '~/ui/kept-note'
import { fieldId } from '~/ui/form-context'
import { Meter } from '~/ui/meter'
import { TextArea } from '~/ui/text-area'
import { useAutosave } from '~/ui/use-autosave'
import { VersionField } from '~/ui/version-field'
import { AddresseePart } from './addressee-part'
import { BasisPart } from './basis-part'
import { FilesPart } from './files-part'
import { FoldedParts } from './folded-parts'
import { formId } from './form-id'
import { LevelPart } from './level-part'
import { Part } from './part'
import { PatientPart } from './patient-part'
import { QuestionsPart } from './questions-part'
import { SendBar } from './send-bar'
import { TwoTexts } from './two-texts'
import { filledFrom, useFilled } from './use-filled'
import { useLeaving } from './use-leaving'
import { useSending } from './use-sending'
import { useTyped } from './use-typed'
import { useWatched } from './use-watched'

/** Where the meter's links lead: to the field, or to the fold that holds it. */
const placeOf: Record<Wanted, string> = {
  course: `#${fieldId(formId, 'situation')}`, vitals: '#fold-exam', history: '#fold-history', diagnosis: '#fold-diagnosis', treatment: '#fold-treatment', tests: '#fold-tests', ecg: `#${fieldId(formId, 'files')}`,
  imaging: `#${fieldId(formId, 'files')}`, weight: '#fold-exam', onSite: '#fold-wish', wish: '#fold-wish',
}

/** The request as a form: works without JavaScript; with it, saves itself and survives a dead line. */
export function Composer({ view, reply: answered }: { view: DraftView; reply: Reply | undefined }) {
  const { t } = useTranslation()
  const { id, content } = view
  const here = `/consults/${id}`
  const autosave = useAutosave({ formId, url: `${here}/draft`, savedAt: view.version > 0 ? view.savedAt : null })
  const { sending, reply: refused, left, press } = useSending(formId, `${here}/send`, autosave)
  const typed = useTyped(formId, autosave)
  useLeaving(autosave, left, t('compose:leave'))
  const reply = refused ?? answered
  const values = answered?.values ?? {}
  const shown = { ...content, ...Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string')) }
  const watched = useWatched(formId, { level: shown.level, supportingId: shown.supportingId, specialtyCode: shown.specialtyCode, dataBasis: shown.dataBasis, basisRelation: shown.basisRelation })
  const filled = useFilled(formId, filledFrom((name) => String(shown[name as keyof typeof shown] ?? ''), todayInVietnam(view.savedAt)))
  const meter = (short: boolean) => <Meter needs={completeness(filled, view.files)} title={t('consults:meter.title')} href={(key) => placeOf[key]} short={short} />
  const stale = answered?.problems.some(({ key }) => key === 'consults:problem.staleDraft') && !typed
  return (
    <>
      {stale ? <TwoTexts view={view} typed={values}><p>{t('compose:stale.saveAgain')}</p><a className="btn" href={`${here}/compose`}>{t('compose:stale.useStored')}</a></TwoTexts> : null}
      {typed ? (
        <TwoTexts view={view} typed={typed}>
          <Button type="button" kind="go" onClick={() => autosave.keepMine(view.version)}>{t('compose:stale.keepMine')}</Button>
          <a className="btn" href={`${here}/compose`} onClick={autosave.giveUp}>{t('compose:stale.useStored')}</a>
        </TwoTexts>
      ) : null}
      <KeptNote kept={autosave.kept} />
      <Form id={formId} intent="save" also={['send', ...(reply && reply.intent !== 'discard' ? [reply.intent] : [])]} reply={reply} encType="multipart/form-data" className="mt-4">
        <VersionField version={view.version} />
        <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-x-14 desk:grid-cols-[minmax(0,720px)_minmax(240px,320px)]">
          <div>
            <LevelPart level={content.level} senior={view.seniors.find((senior) => senior.id === watched.supportingId) ?? view.seniors[0]} />
            <AddresseePart view={view} watched={watched} />
            <PatientPart content={content} />
            <Part number={4} title={t('compose:part.situation')}>
              <TextArea name="situation" rows={7} label={t('compose:situation.label')} hint={t('compose:situation.hint')} defaultValue={content.situation} optional />
            </Part>
            <QuestionsPart saved={content.questions} />
            <FilesPart consultId={id} saved={view.files} />
            <BasisPart id={id} content={content} watched={watched} />
            <div className="desk:hidden">{meter(true)}</div>
            <FoldedParts content={content} />
          </div>
          <div className="contents desk:sticky desk:top-20 desk:block"><SendBar autosave={autosave} sending={sending} press={press} /><div className="hidden desk:block desk:mt-6">{meter(false)}</div></div>
        </div>
      </Form>
    </>
  )
}
