export { noticeRoutes as contentRoutes } from './notices/notice.routes.tsx'
