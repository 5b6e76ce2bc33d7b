import { useTranslation } from 'react-i18next'
import type { DraftContent } from '~/domain/consults/draft'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import { useHydrated } from '~/ui/use-hydrated'
import { Part } from './part'
import type { Watched } from './use-watched'

const relations = ['self', 'spouse', 'parent', 'child', 'sibling', 'guardian', 'other'] as const

/** Why a named patient's data may leave the hospital. Before JavaScript all its fields stand open. */
export function BasisPart({ id, content, watched }: { id: string; content: DraftContent; watched: Watched }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const shut = (kind: string) => hydrated && watched.dataBasis !== kind
  return (
    <Part number={7} title={t('compose:part.basis')}>
      <Choice name="dataBasis" legend={t('compose:basis.legend')} defaultValue={content.dataBasis}
        options={(['consent', 'emergency'] as const).map((value) => ({ value, label: t(`compose:basis.${value}`), hint: t(`compose:basis.${value}Hint`) }))} />
      <div className="mt-4" hidden={shut('consent')}>
        <Select name="basisRelation" label={t('compose:basis.relation')} defaultValue={content.basisRelation} empty={t('compose:basis.relationChoose')} options={relations.map((value) => ({ value, label: t(`consults:relation.${value}`) }))} />
        <div className="mt-4" hidden={hydrated && ['', 'self'].includes(watched.basisRelation)}>
          <Field name="basisPerson" label={t('compose:basis.person')} hint={t('compose:basis.personHint')} defaultValue={content.basisPerson} autoComplete="off" spellCheck={false} optional={['', 'self'].includes(watched.basisRelation)} />
        </div>
      </div>
      <p className="mt-3" hidden={shut('consent')}><a href={`/consults/${id}/consent`} target="_blank" rel="noreferrer" className="inline-flex min-h-(--hit) items-center">{t('compose:basis.sheet')}</a></p>
      <div className="mt-4" hidden={shut('emergency')}>
        <TextArea name="basisReason" rows={2} label={t('compose:basis.reason')} defaultValue={content.basisReason} />
      </div>
    </Part>
  )
}
