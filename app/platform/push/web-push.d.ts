/** web-push ships no types; only what this folder calls. */
declare module 'web-push' {
  interface Options { vapidDetails: null; headers: Record<string, string>; TTL: number; urgency: 'low' | 'normal' | 'high'; contentEncoding: 'aes128gcm' }
  const webPush: {
    generateVAPIDKeys(): { publicKey: string; privateKey: string }
    getVapidHeaders(audience: string, subject: string, publicKey: string, privateKey: string, contentEncoding: 'aes128gcm', expiration: number): { Authorization: string }
    generateRequestDetails(subscription: { endpoint: string; keys: { p256dh: string; auth: string } }, payload: string, options: Options): { method: string; headers: Record<string, string | number>; body: Buffer }
  }
  export default webPush
}
