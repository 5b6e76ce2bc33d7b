export { networkOf } from '~/platform/http/network'
