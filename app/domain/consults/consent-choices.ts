import type { ConsentForm } from '~/platform/database/enums'

/** Apart from the schemas, so that a page can name them without zod. */
export const consentForms = ['paper', 'electronic', 'verbal'] as const satisfies readonly ConsentForm[]
export const consentRelations = ['self', 'spouse', 'parent', 'child', 'sibling', 'guardian', 'other'] as const
