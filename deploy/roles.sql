-- The roles of the portal's database on PostgreSQL. Once, as the server's administrator:
--     runuser -u postgres -- psql --file deploy/roles.sql portal
-- Other names: --set owner=… --set portal=…; then give both a password with \password.
--
-- portal_owner owns everything and is used by `manage.py prepare` alone; portal serves pages and does background
-- work, and may do no more than that wants. What each table allows it, `prepare` grants after every update.
\if :{?owner} \else \set owner portal_owner \endif
\if :{?portal} \else \set portal portal \endif
\set ON_ERROR_STOP on

SELECT format('CREATE ROLE %I LOGIN', name)
FROM (VALUES (:'owner'), (:'portal')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- A portal that ran under one role until now: what that one owns passes to the owner.
SELECT format('ALTER %s %s OWNER TO %I', CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, oid::regclass, :'owner')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('a', 'i')) \gexec
SELECT format('ALTER FUNCTION %s OWNER TO %I', oid::regprocedure, :'owner')
FROM pg_proc WHERE pronamespace = 'public'::regnamespace \gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', current_database(), :'owner') \gexec

ALTER SCHEMA public OWNER TO :"owner";
REVOKE ALL ON SCHEMA public FROM PUBLIC, :"portal";
GRANT USAGE ON SCHEMA public TO :"portal";
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %I', current_database(), :'portal') \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), :'portal') \gexec
-- Backups try each copy, and bring it back, in a database of their own.
ALTER ROLE :"owner" CREATEDB;
ALTER ROLE :"portal" NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
