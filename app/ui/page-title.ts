import type { TFunction } from 'i18next'

/** The title of a page in the browser's tab: "Hôm nay – Chị–Em". Made in loaders, since `meta` knows no language. */
export const pageTitle = (t: TFunction, title: string): string => t('shell:title', { title })
