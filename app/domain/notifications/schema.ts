import { uuid } from '~/platform/http/form'
import { z } from '~/platform/zod'

export const openNotice = z.object({ noticeId: uuid })
export const readAllNotices = z.object({})
