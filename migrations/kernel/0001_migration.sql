-- 0001 migration: which migrations each plugin's schema has been through.
--
-- The kernel makes the table itself before it applies the first file, this one; here it only says
-- what it means. A row is written in the transaction of the migration that it is about.
COMMENT ON TABLE migration IS 'Migrations that have been applied; written by the kernel only.';
COMMENT ON COLUMN migration.plugin IS 'Id of the plugin, or "kernel".';
COMMENT ON COLUMN migration.name IS 'Name of the file without ".sql".';
COMMENT ON COLUMN migration.checksum IS 'SHA-256 of the file; a file that changes afterwards is refused.';
