import { useTranslation } from 'react-i18next'
import type { PlanPage } from '~/domain/schedule/plan-page.server'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'

interface Props { page: PlanPage; reply: unknown }

const about = (reply: unknown, personId: string): unknown =>
  typeof reply === 'object' && reply !== null && 'values' in reply && (reply.values as Record<string, unknown>).personId === personId ? reply : undefined

const addable = ['chair', 'deputy', 'scribe', 'specialist', 'observer', 'technician'] as const

/** Who sits in it: another part, out of it, or somebody more. Giving away the part of chair or scribe keeps whoever had it as an adviser. */
export function People({ page: { members, candidates, may }, reply }: Props) {
  const { t } = useTranslation()
  return (
    <Section title={t('schedule:page.people')} note={t('schedule:people.count', { count: members.length })} id="people">
      <ul className="answers">
        {members.map(({ personId, name, hospital, role, needed, roles }) => (
          <li key={personId}>
            <p><b>{name}</b> <span className="meta">{t(`schedule:role.${role}`)}, {hospital}</span></p>
            {may.change && !needed ? (
              <div className="btns people-deeds">
                {roles.length > 0 ? (
                  <Form intent="setMember" reply={about(reply, personId)}>
                    <input type="hidden" name="personId" value={personId} />
                    <Select name="role" label={t('schedule:people.otherRole', { name })} options={roles.map((one) => ({ value: one, label: t(`schedule:role.${one}`) }))} />
                    <Button>{t('schedule:people.give')}<span className="sr"> {name}</span></Button>
                  </Form>
                ) : null}
                <Form intent="release" reply={about(reply, personId)}>
                  <input type="hidden" name="personId" value={personId} />
                  <Button kind="bare" aria-label={t('schedule:answers.releaseOf', { name })}>{t('schedule:answers.release')}</Button>
                </Form>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {may.change ? (
        <Form intent="setMember" reply={members.some(({ personId }) => about(reply, personId)) ? undefined : reply} className="agenda-add">
          <Select name="personId" label={t('schedule:people.add')} empty={t('schedule:arrange.choose')} options={candidates.map((person) => ({ value: person.personId, label: t('schedule:arrange.person', { ...person }) }))} />
          <Select name="role" label={t('schedule:people.role')} defaultValue="observer" options={addable.map((one) => ({ value: one, label: t(`schedule:role.${one}`) }))} />
          <Button>{t('schedule:people.addGo')}</Button>
        </Form>
      ) : null}
    </Section>
  )
}
