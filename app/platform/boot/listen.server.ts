import type { Express } from 'express'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { Env } from '~/platform/env.server'
import { Trouble } from '~/platform/trouble'

/** Opens HOST:PORT, as https if TLS_CERT and TLS_KEY name its files. Rejects with a Trouble that says what to do. */
export function listen(app: Express, { HOST, PORT, TLS_CERT, TLS_KEY }: Env): Promise<http.Server> {
  const server = TLS_CERT && TLS_KEY ? https.createServer({ cert: pem(TLS_CERT), key: pem(TLS_KEY) }, app) : http.createServer(app)
  // Longer than a proxy keeps its connections, which would otherwise use one that we have just closed.
  server.keepAliveTimeout = 65_000
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, HOST, PORT)))
    server.listen(PORT, HOST, () => resolve(server))
  })
}

function pem(file: string) {
  try {
    return fs.readFileSync(file)
  } catch {
    throw new Trouble(`Không đọc được tệp chứng thư ${file} (TLS_CERT, TLS_KEY).`, `The certificate file ${file} cannot be read (TLS_CERT, TLS_KEY).`)
  }
}

function explain(error: NodeJS.ErrnoException, host: string, port: number) {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Trouble(
        `Cổng ${port} đang được chương trình khác dùng. Hãy dừng chương trình đó hoặc chọn cổng khác, ví dụ: PORT=${port + 1} npm start`,
        `Port ${port} is taken by another program. Stop it or choose another port, e.g. PORT=${port + 1} npm start`,
      )
    case 'EACCES':
      return new Trouble(`Không được phép mở cổng ${port}. Hãy chọn cổng từ 1024 trở lên.`, `Not allowed to open port ${port}. Choose one from 1024 up.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Trouble(`Máy này không có địa chỉ HOST=${host}.`, `This machine has no address HOST=${host}.`)
    default:
      return error
  }
}
