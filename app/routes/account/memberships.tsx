import { useTranslation } from 'react-i18next'
import type { MembershipLine } from '~/domain/people/queries.server'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Form } from '~/ui/form'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'

/** Where one works; rights belong to the one chosen. */
export function Memberships({ memberships, reply }: { memberships: MembershipLine[]; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Section title={t('people:account.memberships')} note={t('people:account.membershipsNote')} id="memberships">
      <Register>
        {memberships.map(({ id, hospital, department, position, roles, current }) => (
          <Row key={id} margin={<HospitalBadge code={hospital?.badge ?? ''} />}>
            <h3>{hospital?.name}</h3>
            <p className="meta">{[...new Set([department, position, ...roles.map((role) => t(`people:role.${role}`))])].filter(Boolean).join(', ')}</p>
            {current
              ? <Chip tone="done" icon="done">{t('people:account.current')}</Chip>
              : <Form intent="switch" reply={reply} className="mt-2"><input type="hidden" name="to" value={id} /><Button>{t('people:account.switch')}</Button></Form>}
          </Row>
        ))}
      </Register>
    </Section>
  )
}
