import { createContext } from 'react'

/** What only the server knows while it writes a document; the browser reads it out of the page. */
export interface DocumentState {
  /** of this answer's content security policy; never through a loader, which scripts could read */
  nonce: string | undefined
  /** the texts the page needs, as JSON that is safe inside a script element */
  texts: string
  /** the shapes of every page, as SVG */
  sprite: string
}

export const DocumentContext = createContext<DocumentState>({ nonce: undefined, texts: '', sprite: '' })
