import { path } from '#platform/http/path.ts'

export const contentPaths = {
  accessibility: path('/accessibility'),
  privacy: path('/privacy'),
  notices: path('/admin/notices'),
  notice: path('/admin/notices/:id'),
  replies: path('/admin/replies'),
  newReply: path('/admin/replies/new'),
  reply: path('/admin/replies/:id'),
  deleteReply: path('/admin/replies/:id/delete'),
}
