export type Sent = 'done' | 'lost' | 'signedOut' | 'gone'

const MB = 1024 * 1024
/** At 128 kbit/s such a piece takes two minutes, less than any server or proxy waits for one. */
const piece = 2 * MB
const pauses = [0, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000]

/**
 * Sends one announced file in pieces (tus); after a cut it goes on where the server stopped receiving. `lost` when the line stays
 * away, `signedOut` when the sign-in ended (the file is kept to go on), `gone` when the server does not want it any more. Never throws.
 */
export async function sendFile(file: File, { id, received, headers, progress }: { id: string; received: number; headers: Record<string, string>; progress: (percent: number) => void }): Promise<Sent> {
  // Apart: only whoever sends a file needs it.
  const { DetailedError, Upload } = await import('tus-js-client')
  const address = `/uploads/${id}`
  return new Promise((resolve) => {
    const upload = new Upload(file, {
      endpoint: '/uploads', uploadUrl: received > 0 ? address : null, metadata: { id }, chunkSize: piece, uploadDataDuringCreation: file.size <= piece, headers,
      // Names of files stay out of the browser's memory: whoever sits here next could read them.
      storeFingerprintForResuming: false, retryDelays: pauses,
      onProgress: (sent, total) => progress(total > 0 ? Math.floor((100 * sent) / total) : 100),
      onSuccess: () => resolve('done'),
      onShouldRetry: (error) => {
        const status = statusOf(error)
        // Created before, and the answer lost: go on there.
        if (status === 409 && error instanceof DetailedError && error.originalRequest?.getMethod() === 'POST') upload.url = address
        return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
      },
      onError: (error) => {
        const status = statusOf(error)
        // Received to the last byte, and the answer lost.
        if (status === 410) return resolve('done')
        resolve(status === 401 ? 'signedOut' : status === 0 || status === 429 || status >= 500 ? 'lost' : 'gone')
      },
    })
    const statusOf = (error: Error): number => (error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0)
    upload.start()
  })
}
