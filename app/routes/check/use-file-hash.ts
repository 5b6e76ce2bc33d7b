import { useRef, useState } from 'react'

export type Hashing = { state: 'none' | 'busy' | 'unreadable' | 'insecure' } | { state: 'done'; name: string; sha256: string }

/** The SHA-256 of a file chosen here, worked out in the browser; the file never leaves it. */
export function useFileHash() {
  const [hashing, setHashing] = useState<Hashing>({ state: 'none' })
  const turn = useRef(0)
  const choose = async (file: File | undefined): Promise<void> => {
    // A second choice while the first is being read: only the last one counts.
    const mine = (turn.current += 1)
    const settle = (next: Hashing) => { if (turn.current === mine) setHashing(next) }
    if (!file) return settle({ state: 'none' })
    // Browsers offer it over https and on localhost only.
    if (!window.isSecureContext || !('subtle' in crypto)) return settle({ state: 'insecure' })
    settle({ state: 'busy' })
    try {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
      settle({ state: 'done', name: file.name, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') })
    } catch {
      settle({ state: 'unreadable' })
    }
  }
  return { hashing, choose }
}
