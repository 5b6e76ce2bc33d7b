import { Trouble } from '~/platform/trouble'

/** What a failed file operation in the data folder means for a person; other errors come back as they are. */
export function explain(error: unknown, folder: string): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC') return diskFull(folder)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') return unreachable(folder)
  return error instanceof Error ? error : new Error(String(error))
}

export const diskFull = (folder: string) =>
  new Trouble(
    `Ổ đĩa chứa ${folder} đã đầy. Hãy giải phóng dung lượng (ít nhất 300 MB) hoặc đặt DATA_DIR sang ổ đĩa khác, rồi khởi động lại. Dữ liệu đã lưu không mất.`,
    `The disk that holds ${folder} is full. Free some space (at least 300 MB) or set DATA_DIR to another disk, then start again. What was saved is not lost.`,
  )

export const unreachable = (folder: string, account = currentAccount()) =>
  new Trouble(
    `Tài khoản "${account}" không dùng được thư mục ${folder}. Hãy chạy bằng đúng tài khoản đã dùng lần đầu, cấp quyền cho thư mục, hoặc đặt DATA_DIR sang thư mục khác.`,
    `The account "${account}" cannot use the folder ${folder}. Run as the account used the first time, give it the rights to the folder, or set DATA_DIR to another folder.`,
  )

export const inUse = (folder: string) =>
  new Trouble(
    `Một chương trình Chị–Em khác đang dùng thư mục dữ liệu ${folder}. Hãy dừng chương trình đó, hoặc đặt DATA_DIR khác cho lần chạy này.`,
    `Another Chị–Em is using the data folder ${folder}. Stop it, or give this one a DATA_DIR of its own.`,
  )

export const wrongVersion = (folder: string, found: string, wanted: string) =>
  new Trouble(
    `Dữ liệu trong ${folder} thuộc PostgreSQL ${found}, phần mềm này dùng PostgreSQL ${wanted}. Hãy dùng lại phiên bản Chị–Em cũ, hoặc chuyển dữ liệu sang PostgreSQL riêng và đặt DATABASE_URL.`,
    `The data in ${folder} belongs to PostgreSQL ${found}, this app brings PostgreSQL ${wanted}. Use the earlier Chị–Em, or move the data to a PostgreSQL of your own and set DATABASE_URL.`,
  )

export const noBinaries = (platform: string) =>
  new Trouble(
    `Không có PostgreSQL đi kèm cho máy này (${platform}). Hãy cài PostgreSQL 15 trở lên và đặt DATABASE_URL.`,
    `There is no PostgreSQL in the package for this machine (${platform}). Install PostgreSQL 15 or newer and set DATABASE_URL.`,
  )

export const doesNotStart = (log: string, lines: string) =>
  new Trouble(`PostgreSQL không khởi động được. Nhật ký: ${log}`, `PostgreSQL does not start. Its log: ${log}\n${lines}`)

function currentAccount() {
  return process.env.USER ?? process.env.USERNAME ?? String(process.getuid?.() ?? '?')
}
