/** Files somebody chose before the page's script had arrived, taken out of their fields: nobody is told that they were not sent. */
export function chosenEarly(within: ParentNode | null): File[] {
  const fields = [...(within?.querySelectorAll<HTMLInputElement>('input[type=file][name=files]') ?? [])]
  const files = fields.flatMap((field) => [...(field.files ?? [])])
  for (const field of fields) field.value = ''
  return files
}
