import { path } from '#platform/http/path.ts'

export const channelPaths = {
  mailboxes: path('/admin/mailboxes'),
  newMailbox: path('/admin/mailboxes/new'),
  mailbox: path('/admin/mailboxes/:id'),
  quarantine: path('/mail/quarantine'),
  received: path('/mail/received/:id'),
  sent: path('/mail/sent'),
  sentMessage: path('/mail/sent/:id'),
  notifications: path('/notifications'),
}
