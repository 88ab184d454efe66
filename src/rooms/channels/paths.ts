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
  notification: path('/notifications/:id'),
  readNotifications: path('/notifications/read'),
  choices: path('/account/notifications'),
  quiet: path('/account/notifications/quiet'),
  unsubscribe: path('/unsubscribe/:token'),
}
