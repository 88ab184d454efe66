-- What stops an agreement's clocks is set on a page of its own, from that moment on. A version published for a later day says
-- nothing of it: what was copied into it would undo, when its day comes, what somebody set in between.
update catalogue.agreement_versions set pauses = null where effective_from > now() and pauses is not null;
