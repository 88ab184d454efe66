-- A message whose words let their reader in: the link to a new password. Whoever looks after mail must not be that reader, and once it
-- has gone its words are kept nowhere.
alter table channels.sent_messages add column lets_in boolean not null default false;
