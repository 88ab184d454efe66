-- What an organisation asks of passwords, the letters that let somebody set one, and what they had before.
create table people.password_rules (
  organisation_id  uuid primary key references people.organisations,
  least_length     integer not null default 12 constraint password_rules_length check (least_length between 12 and 64),
  banned_words     text[] not null default '{}',
  -- How many of the last passwords cannot be had again.
  remembered       integer not null default 0 constraint password_rules_remembered check (remembered between 0 and 10)
);
select platform.guard('people.password_rules', 'select, insert, update');

create table people.earlier_passwords (
  id         bigint generated always as identity primary key,
  person_id  uuid not null references people.persons,
  hash       text not null,
  set_at     timestamptz not null default now()
);
create index earlier_passwords_by_person on people.earlier_passwords (person_id, id desc);
insert into people.earlier_passwords (person_id, hash, set_at) select person_id, hash, changed_at from people.passwords;

create or replace function people.set_password(person_id uuid, hash text) returns void
  language sql security definer set search_path = pg_catalog
as $$
  insert into people.passwords (person_id, hash) values (person_id, hash)
    on conflict on constraint passwords_pkey do update set hash = excluded.hash, changed_at = now();
  insert into people.earlier_passwords (person_id, hash) values (person_id, hash);
  delete from people.earlier_passwords e where e.person_id = set_password.person_id and e.id not in (
    select k.id from people.earlier_passwords k where k.person_id = set_password.person_id order by k.id desc limit 10)
$$;

create function people.earlier_passwords_of(person_id uuid, most integer) returns table (hash text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select e.hash from people.earlier_passwords e where e.person_id = earlier_passwords_of.person_id order by e.id desc limit most
$$;

-- A letter with which somebody sets a password. What its link says is worked out from the identifier and a key, so it lies nowhere.
create table people.password_letters (
  id               uuid primary key,
  organisation_id  uuid not null references people.organisations,
  person_id        uuid not null references people.persons,
  kind             text not null constraint password_letters_kind_known check (kind in ('reset', 'invitation')),
  -- How things stood when it was made: it counts only while they stand so.
  made_for         text not null,
  made_at          timestamptz not null,
  ends_at          timestamptz not null,
  used_at          timestamptz
);
create index password_letters_by_person on people.password_letters (person_id);
select platform.guard('people.password_letters', 'select, insert, update');

-- Address, password and, for an invitation, roles: a letter written before any of them changed is worth nothing after.
create function people.standing_for(person_id uuid, kind text) returns text
  language sql stable security definer set search_path = pg_catalog
as $$
  select encode(sha256(convert_to(concat_ws(E'\x1f', p.id, coalesce(p.email_key, '-'), coalesce(w.hash, '-'),
    case when standing_for.kind = 'invitation' then
      (select string_agg(r.organisation_id || r.role, ',' order by r.organisation_id, r.role) from people.held_roles r where r.person_id = p.id)
    end), 'UTF8')), 'hex')
  from people.persons p left join people.passwords w on w.person_id = p.id where p.id = standing_for.person_id
$$;

-- Whom a letter is for, while it counts.
create function people.password_letter_of(id uuid, at timestamptz) returns table (
  id uuid, kind text, person_id uuid, organisation_id uuid, name text, email text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select l.id, l.kind, p.id, p.organisation_id, p.name, p.email
  from people.password_letters l join people.persons p on p.id = l.person_id
  where l.id = password_letter_of.id and l.used_at is null and l.ends_at > at and p.active
    and l.made_for = people.standing_for(p.id, l.kind)
$$;

-- Who would sign in with an address: for a letter to that address, and for nothing else. Two with one address are nobody.
create function people.who_signs_in_as(email text) returns table (person_id uuid, organisation_id uuid)
  language sql stable security definer set search_path = pg_catalog
as $$
  select (array_agg(p.id))[1], (array_agg(p.organisation_id))[1] from people.persons p join people.passwords w on w.person_id = p.id
  where p.email_key = lower(who_signs_in_as.email) and p.active and not people.must_use_provider(p.id) having count(*) = 1
$$;

create function people.has_password(person_id uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$ select exists (select from people.passwords w where w.person_id = has_password.person_id) $$;

-- Whoever leaves takes their letters with them, and does not get them back on coming back.
create function people.person_left() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update people.password_letters l set used_at = now() where l.person_id = new.id and l.used_at is null;
  delete from people.half_sign_ins h where h.person_id = new.id;
  return null;
end
$$;
create trigger end_letters after update of active on people.persons
  for each row when (old.active and not new.active) execute function people.person_left();

insert into platform.keys (name, secret) values
  ('letters', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'people' and p.proname in (
    'earlier_passwords_of', 'standing_for', 'password_letter_of', 'who_signs_in_as', 'has_password', 'person_left') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to moothall_app', f);
  end loop;
end
$$;
