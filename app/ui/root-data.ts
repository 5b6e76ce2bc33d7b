import { useRouteLoaderData } from '@remix-run/react'
import type { Role } from '~/platform/database/enums'

/** The person signed in, as the frame of every page shows it. */
export interface Viewer {
  personId: string
  fullName: string
  title: string
  position: string
  hospitalName: string
  hospitalShort: string
  hospitalCode: string
  departmentName: string | null
  membershipId: string
  roles: Role[]
  /** may open the page with the mails the system wrote */
  mayReadMail: boolean
  /** notices not read yet */
  unread: number
}

/** What the root loader gives every page. */
export interface RootData {
  viewer: Viewer | null
  /** demonstration data: said on every page */
  demo: boolean
  theme: 'system' | 'light' | 'dark'
  flash: { words: string } | null
  /** made anew for each page served; forms derive their command ids from it */
  seed: string
}

const nobody: RootData = { viewer: null, demo: false, theme: 'system', flash: null, seed: 'no-seed-yet' }

/** The root's data; nobody's where the root itself failed. */
export const useRootData = (): RootData => (useRouteLoaderData('root') as RootData | undefined) ?? nobody
