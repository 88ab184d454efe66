export { signInRoutes as peopleRoutes } from './sign-in/sign-in.routes.tsx'
