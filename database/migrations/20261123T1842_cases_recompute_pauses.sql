-- What stops the clocks may change for open cases too: they are worked out again under it, as under another calendar.
alter table cases.recomputes drop constraint recomputes_what_known,
  add constraint recomputes_what_known check (what in ('calendar', 'targets', 'pauses'));
