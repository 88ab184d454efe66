/** Signing in with an organisation's own identity provider. */
export { allowSignInHosts } from './reach-provider.ts'
