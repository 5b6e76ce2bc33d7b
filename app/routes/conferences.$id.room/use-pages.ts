import { useEffect, useState } from 'react'

/** Why a file has no picture; without a word of the server's the line is at fault. */
export interface Pages { count: number; problem: string | null }
const one: Pages = { count: 1, problem: null }

/** How many pages a PDF has, asked once for each; every other file has one. */
export function usePages(address: string | null): Pages {
  const [known, setKnown] = useState<Record<string, Pages>>({})
  const asked = address !== null && known[address] === undefined
  useEffect(() => {
    if (!asked) return undefined
    const stop = new AbortController()
    fetch(`${address}?size=pages`, { signal: stop.signal, headers: { accept: 'application/json' } })
      .then((response) => response.json())
      .then((answer: { pages?: number; problem?: string }) => setKnown((all) => ({ ...all, [address]: { count: answer.pages ?? 1, problem: answer.problem ?? null } })))
      .catch(() => undefined)
    return () => stop.abort()
  }, [address, asked])
  return (address !== null ? known[address] : undefined) ?? one
}
