import { useContext } from 'react'
import { DocumentContext } from './document-state'

/** What the document brought, so that the shapes need not be shipped a second time as script. */
const asServed = () => document.getElementById('sprite')?.innerHTML ?? ''

/** The shapes every page may use by name; once per document. */
export function Sprite() {
  const { sprite } = useContext(DocumentContext)
  const shapes = typeof document === 'undefined' ? sprite : asServed()
  return <div id="sprite" className="sprite" aria-hidden="true" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: shapes }} />
}
