import { z } from '~/platform/zod'

/** What the words of a notice are made of: codes, enum values, names of hospitals and times (ISO); never a patient. */
export const noticeParams = z.object({ code: z.string(), level: z.string(), hospital: z.string(), time: z.string().optional() })
export type NoticeParams = z.infer<typeof noticeParams>
