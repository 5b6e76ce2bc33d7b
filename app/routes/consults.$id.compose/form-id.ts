/** The composer's form: addresses name its fields after it, so it does not change from page to page. */
export const formId = 'compose'
